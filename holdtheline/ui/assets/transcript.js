// A transcript whose turns can be tapped, with marked quotes. Mounted through st.components.v2 (docs/ui-notes.md).
//
// data = {
//   turns: [{turn: 1, who: "rep" | "prospect", name: "You", text: "...",
//            marks: [{start: 0, end: 12, label: "earned", tone: "good" | "missed"}], note: "what was said about it"}],
//   picked: 3 | null,      the turn chosen so far
//   pickable: true,        whether a tap chooses
//   show: 7 | null,        scroll to this turn, once for each value of showing
//   showing: "any string"
// }
// State out: picked (a turn number).
//
// Words reach the page as text nodes only, so nothing that a user typed is ever markup. Offsets count code points,
// as Python does; JavaScript would count an emoji twice.

const shown = new WeakMap(); // which "showing" each instance has scrolled to

function words(turn) {
  const points = Array.from(turn.text);
  const parts = [];
  let at = 0;
  for (const mark of [...(turn.marks ?? [])].sort((a, b) => a.start - b.start)) {
    if (mark.start < at || mark.end <= mark.start) continue;
    parts.push(document.createTextNode(points.slice(at, mark.start).join("")));
    const element = document.createElement("mark");
    element.className = mark.tone ?? "good";
    element.textContent = points.slice(mark.start, mark.end).join("");
    if (mark.label) {
      const label = document.createElement("span");
      label.className = "label";
      label.textContent = mark.label;
      element.append(label);
    }
    parts.push(element);
    at = mark.end;
  }
  parts.push(document.createTextNode(points.slice(at).join("")));
  return parts;
}

function line(turn, data, pick) {
  const item = document.createElement("li");
  item.className = turn.who;
  item.dataset.turn = turn.turn;
  const box = document.createElement(data.pickable ? "button" : "div");
  box.className = "turn";
  if (data.pickable) {
    box.type = "button";
    box.setAttribute("aria-pressed", String(data.picked === turn.turn));
    box.onclick = () => pick(turn.turn);
  }
  const who = document.createElement("span");
  who.className = "who";
  who.textContent = turn.name;
  const said = document.createElement("span");
  said.className = "said";
  said.append(...words(turn));
  box.append(who, said);
  item.append(box);
  if (turn.note) {
    const note = document.createElement("p");
    note.className = "note";
    note.textContent = turn.note;
    item.append(note);
  }
  return item;
}

export default function ({ data, parentElement, setStateValue }) {
  const list = parentElement.querySelector("ol");
  if (!list || !data) return;
  const held = parentElement.activeElement ?? list.getRootNode().activeElement;
  const focused = held?.closest?.("li")?.dataset.turn; // a redraw must not steal the keyboard's place
  const pick = (turn) => setStateValue("picked", turn);
  list.replaceChildren(...data.turns.map((turn) => line(turn, data, pick)));

  list.onkeydown = (event) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const here = event.target.closest?.("li");
    if (!step || !here) return;
    const next = step > 0 ? here.nextElementSibling : here.previousElementSibling;
    next?.querySelector("button")?.focus();
    event.preventDefault();
  };
  if (focused) list.querySelector(`li[data-turn="${focused}"] button`)?.focus({ preventScroll: true });

  if (data.show != null && shown.get(parentElement) !== data.showing) {
    shown.set(parentElement, data.showing);
    const target = list.querySelector(`li[data-turn="${Number(data.show)}"]`);
    target?.scrollIntoView({ block: "center" });
    target?.classList.add("shown");
  }
}
