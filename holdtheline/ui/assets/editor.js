// A text area with numbered lines. Mounted through st.components.v2 by holdtheline/ui/parts/editor.py.
//
// data = {text, token, label, marks: [{line: 12, kind: "fault" | "advice"}]}
//   text is taken over when token changes, and only then: what is being typed is never overwritten by a rerun.
// State out: text, a second after typing stops and whenever the box is left.
//
// Any <button data-line="12"> of the page leads to line 12.

const QUIET_MS = 1000;
const instances = new WeakMap();

function memory(root) {
  if (!instances.has(root)) instances.set(root, { token: undefined, timer: 0, sent: undefined, count: 0, go: null });
  return instances.get(root);
}

function number(list, memo, box, marks) {
  const count = box.value.split("\n").length;
  if (count !== memo.count) {
    const rows = [];
    for (let n = 1; n <= count; n += 1) {
      const row = document.createElement("li");
      row.textContent = String(n);
      rows.push(row);
    }
    list.replaceChildren(...rows);
    memo.count = count;
  } else {
    for (const old of list.querySelectorAll("[class]")) old.removeAttribute("class");
  }
  for (const { line, kind } of marks) if (list.children[line - 1]) list.children[line - 1].className = kind;
}

function goTo(box, line) {
  const before = box.value.split("\n").slice(0, line - 1).join("\n");
  const start = line > 1 ? before.length + 1 : 0;
  const end = box.value.indexOf("\n", start);
  box.focus({ preventScroll: true });
  box.setSelectionRange(start, end < 0 ? box.value.length : end);
  const high = parseFloat(getComputedStyle(box).lineHeight);
  box.scrollTop = Math.max(0, (line - 1) * high - box.clientHeight / 3);
  box.scrollLeft = 0;
  const seen = box.getBoundingClientRect();
  if (seen.top < 0 || seen.top > innerHeight * 0.7) box.scrollIntoView({ block: "start" });
}

export default function ({ data, parentElement, setStateValue }) {
  const box = parentElement.querySelector("textarea");
  const list = parentElement.querySelector(".numbers");
  if (!box || !data) return;
  const memo = memory(parentElement);
  if (memo.token !== data.token) {
    memo.token = data.token;
    box.value = data.text;
    memo.sent = data.text;
    memo.count = 0;
  }
  box.setAttribute("aria-label", data.label);
  number(list, memo, box, data.marks ?? []);

  const send = () => {
    clearTimeout(memo.timer);
    if (box.value === memo.sent) return;
    memo.sent = box.value;
    setStateValue("text", box.value);
  };
  const slide = () => { list.style.transform = `translateY(${-box.scrollTop}px)`; };
  box.onscroll = slide;
  box.onblur = send;
  box.oninput = () => {
    number(list, memo, box, data.marks ?? []);
    clearTimeout(memo.timer);
    memo.timer = setTimeout(send, QUIET_MS);
  };
  box.onkeydown = (event) => {
    event.stopPropagation(); // single letters are text here, not shortcuts
    if (event.key === "Escape") return box.blur(); // Tab stays the way out for the keyboard
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const line = box.value.slice(0, box.selectionStart).split("\n").pop();
    const indent = /^ *(- )?/.exec(line)[0];
    if (!indent.trim() && !indent) return;
    event.preventDefault();
    document.execCommand("insertText", false, `\n${indent}`); // keeps the browser's own undo
  };

  if (memo.go) document.removeEventListener("click", memo.go);
  memo.go = (event) => {
    const from = event.target.closest?.("[data-line]");
    if (from) goTo(box, Number(from.dataset.line));
  };
  document.addEventListener("click", memo.go);
  slide();
  return () => document.removeEventListener("click", memo.go);
}
