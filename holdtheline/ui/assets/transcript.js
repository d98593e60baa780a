// A transcript: turns with numbers, marked quotes, a margin, comments; turns can be tapped, or commented on.
// Mounted through st.components.v2 by holdtheline/ui/parts/transcript.py.
//
// data = {
//   turns: [{turn: 1, who: "rep" | "prospect", name: "You", text: "...",
//            marks: [{start: 0, end: 12, tone: "good" | "missed"}],
//            margin: ["held the line"],       beside the turn: what was read in it
//            quoted: ["Held ground"],         beside the turn: the criteria that rest on it
//            tag: "You said it turned here",  above the turn
//            notes: [{who: "Coach", text: "..."}]}],   who "": an aside of the app's own
//   mode: "read" | "pick" | "comment",   what a tap does
//   picked: 3 | null,      the turn chosen so far ("pick")
//   longest: 4000,         characters in a comment
//   show: 7 | null,        scroll to this turn, once for each value of showing
//   showing: "any string"
// }
// State out: picked (a turn number). Trigger out: comment ({turn, text}).
//
// Any <button data-jump="7"> of the page scrolls to turn 7, and a button there leads back.
//
// Words reach the page as text nodes only, so nothing that a user typed is ever markup. Offsets count code points,
// as Python does; JavaScript would count an emoji twice.

const instances = new WeakMap(); // what each instance remembers between redraws

function memory(root) {
  if (!instances.has(root)) instances.set(root, { shown: undefined, open: null, drafts: new Map(), jump: null });
  return instances.get(root);
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function words(turn) {
  const points = Array.from(turn.text);
  const parts = [];
  let at = 0;
  for (const mark of [...(turn.marks ?? [])].sort((a, b) => a.start - b.start)) {
    if (mark.start < at || mark.end <= mark.start) continue;
    parts.push(document.createTextNode(points.slice(at, mark.start).join("")));
    parts.push(make("mark", mark.tone ?? "good", points.slice(mark.start, mark.end).join("")));
    at = mark.end;
  }
  parts.push(document.createTextNode(points.slice(at).join("")));
  return parts;
}

function commentBox(turn, data, memo, save, redraw) {
  const form = make("form", "comment");
  const box = make("textarea");
  box.rows = 3;
  box.maxLength = data.longest;
  box.value = memo.drafts.get(turn.turn) ?? "";
  box.setAttribute("aria-label", `Comment on turn ${turn.turn}`);
  box.oninput = () => memo.drafts.set(turn.turn, box.value);
  const send = make("button", "save", "Save comment");
  send.type = "submit";
  const leave = make("button", "leave", "Leave it");
  leave.type = "button";
  leave.onclick = () => { memo.open = null; redraw(turn.turn); };
  form.onsubmit = (event) => {
    event.preventDefault();
    if (!box.value.trim()) return box.focus();
    save({ turn: turn.turn, text: box.value });
  };
  form.onkeydown = (event) => {
    event.stopPropagation(); // j and k are letters here
    if (event.key === "Escape") leave.onclick();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  };
  const row = make("div", "row");
  row.append(send, leave);
  form.append(box, row);
  return form;
}

function line(turn, data, memo, tap) {
  const item = make("li", turn.who);
  item.dataset.turn = turn.turn;
  if (turn.tag) item.append(make("p", "tag", turn.tag));
  const box = make(data.mode === "read" ? "div" : "button", "turn");
  if (data.mode === "read") {
    box.tabIndex = -1; // so that a jump can take the keyboard along
  } else {
    box.type = "button";
    const on = data.mode === "pick" ? data.picked === turn.turn : memo.open === turn.turn;
    box.setAttribute(data.mode === "pick" ? "aria-pressed" : "aria-expanded", String(on));
    box.onclick = () => tap(turn.turn);
  }
  const who = make("span", "who", turn.name);
  const number = make("span", "number", String(turn.turn));
  who.append(number);
  const said = make("span", "said");
  said.append(...words(turn));
  box.append(who, said);
  if (turn.margin?.length || turn.quoted?.length) {
    const margin = make("span", "margin");
    margin.append(...(turn.margin ?? []).map((one) => make("span", "move", one)));
    margin.append(...(turn.quoted ?? []).map((one) => make("span", "quoted", one)));
    box.append(margin);
  }
  item.append(box);
  for (const note of turn.notes ?? []) {
    const word = make("p", note.who ? "note" : "note aside");
    if (note.who) word.append(make("b", "", note.who));
    word.append(document.createTextNode(note.text));
    item.append(word);
  }
  return item;
}

function scroller(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode()?.host) {
    if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement;
}

// Scrolls the nearest box that scrolls, and that one only: the page around a transcript with its own bar stays put.
function bring(element) {
  const box = scroller(element);
  const there = element.getBoundingClientRect();
  const view = box.getBoundingClientRect();
  const slack = Math.max(24, (Math.min(view.height, innerHeight) - there.height) / 3);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  box.scrollBy({ top: there.top - Math.max(view.top, 0) - slack, behavior: still ? "auto" : "smooth" });
}

function showTurn(list, turn, from) {
  const target = list.querySelector(`li[data-turn="${Number(turn)}"]`);
  if (!target) return;
  for (const old of list.querySelectorAll(".shown")) old.classList.remove("shown");
  for (const old of list.querySelectorAll(".back")) old.remove();
  target.classList.add("shown");
  const apart = from && scroller(target) === scroller(from);
  if (apart) {
    const back = make("button", "back", "Back to where you were");
    back.type = "button";
    back.onclick = () => { back.remove(); target.classList.remove("shown"); bring(from); from.focus({ preventScroll: true }); };
    target.append(back);
  }
  bring(target);
  if (from) target.querySelector(".back, .turn")?.focus({ preventScroll: true });
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const list = parentElement.querySelector("ol");
  if (!list || !data) return;
  const memo = memory(parentElement);

  const draw = (focusOn) => {
    const held = parentElement.activeElement ?? list.getRootNode().activeElement;
    const focused = focusOn ?? held?.closest?.("li")?.dataset.turn; // a redraw must not steal the keyboard's place
    const shown = list.querySelector(".shown")?.dataset.turn;
    const tap = (turn) => {
      if (data.mode === "pick") return setStateValue("picked", turn);
      memo.open = memo.open === turn ? null : turn;
      draw();
      list.querySelector("textarea")?.focus();
    };
    list.replaceChildren(...data.turns.map((turn) => line(turn, data, memo, tap)));
    if (shown) list.querySelector(`li[data-turn="${shown}"]`)?.classList.add("shown");
    const open = data.mode === "comment" && data.turns.find((turn) => turn.turn === memo.open);
    if (open) {
      const save = (comment) => setTriggerValue("comment", comment);
      list.querySelector(`li[data-turn="${open.turn}"]`).append(commentBox(open, data, memo, save, draw));
    }
    if (focused) list.querySelector(`li[data-turn="${focused}"] .turn`)?.focus({ preventScroll: true });
  };

  // A saved comment has come back as a note: its draft is done with.
  for (const turn of data.turns) {
    const draft = memo.drafts.get(turn.turn);
    if (draft !== undefined && (turn.notes ?? []).some((note) => note.text === draft.trim())) {
      memo.drafts.delete(turn.turn);
      if (memo.open === turn.turn) memo.open = null;
    }
  }
  draw();

  list.onkeydown = (event) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const here = event.target.closest?.("li");
    if (!step || !here || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = step > 0 ? here.nextElementSibling : here.previousElementSibling;
    next?.querySelector(".turn")?.focus();
    event.preventDefault();
    event.stopPropagation(); // within the transcript, j and k go from turn to turn; outside, from call to call
  };

  if (memo.jump) document.removeEventListener("click", memo.jump);
  memo.jump = (event) => {
    const from = event.target.closest?.("[data-jump]");
    if (from) showTurn(list, from.dataset.jump, from);
  };
  document.addEventListener("click", memo.jump);

  if (data.show != null && memo.shown !== data.showing) {
    memo.shown = data.showing;
    showTurn(list, data.show);
  }
  return () => document.removeEventListener("click", memo.jump);
}
