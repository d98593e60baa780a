// The head of the call room: who is on the other end, the clock, and the line itself. Mounted through
// st.components.v2; styled by practise.css, since it lies in the page and not in a shadow root.
//
// data = {
//   call: "id", name, where, portrait,
//   turns: 7,                    turns there will be once what is being said has been said
//   elapsed: 61.2,               seconds since the call began, at this moment
//   ring: 1.2,                   seconds for which it still rings; 0 when they have picked up
//   speaking: [0.4, 5.1] | null, when they speak, seconds from now
//   over: false                  the line is dead
//   check: 6.0 | null            look again in so many seconds: they leave with what they are saying, or failed to
// }
// Trigger out: poke, which makes the page look at the call again.
//
// The clock ticks here and the words come by stylesheet, so a call costs the server nothing while nobody speaks.

const rooms = new WeakMap();
const PULSE_MS = 20_000;

const LABELS = { ringing: "Ringing", live: "Connected", over: "The line is dead" };

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const rest = `${hours ? two(Math.floor(whole / 60) % 60) : Math.floor(whole / 60)}:${two(whole % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

function leave(parent) {
  const room = rooms.get(parent);
  if (!room) return;
  room.timers.forEach((timer) => clearTimeout(timer));
  clearInterval(room.ticking);
  clearInterval(room.beating);
  document.removeEventListener("visibilitychange", room.seen);
  document.removeEventListener("keydown", room.key);
  room.channel?.close();
  rooms.delete(parent);
}

// The brief turns over: hidden where it lies on the desk, shown where there is no room for it to lie.
function turnBrief(root, turned) {
  document.documentElement.dataset.brief = turned ? "turned" : "";
  root.querySelector(".brief").setAttribute("aria-pressed", String(turned));
}

function typing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

// Whether the call went on elsewhere, in another browser say. Costs the server far less than drawing the page.
async function pulse(data, poke) {
  if (document.hidden) return;
  try {
    const answer = await fetch(`/pulse/${data.call}`);
    if (!answer.ok) return;
    const now = await answer.json();
    if (now.turns > data.turns || now.over) poke("pulse");
  } catch { /* no connection: Streamlit says so, and draws the page when it is back */ }
}

function draw(root, data, state) {
  root.dataset.state = state;
  root.querySelector(".state").textContent = LABELS[state];
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".head");
  if (!root || !data) return undefined;
  const before = rooms.get(parentElement);
  leave(parentElement);

  const began = performance.now();
  const since = () => data.elapsed + (performance.now() - began) / 1000;
  const poke = (why) => setTriggerValue("poke", `${why} ${Date.now()}`);
  const timers = [];
  const later = (seconds, act) => timers.push(setTimeout(act, Math.max(0, seconds) * 1000));

  const face = root.querySelector("img");
  if (face.getAttribute("src") !== data.portrait) face.setAttribute("src", data.portrait);
  root.querySelector(".name").textContent = data.name;
  root.querySelector(".where").textContent = data.where;

  const isTurned = () => document.documentElement.dataset.brief === "turned";
  const brief = root.querySelector(".brief");
  brief.onclick = () => turnBrief(root, !isTurned());
  brief.setAttribute("aria-pressed", String(isTurned()));
  const key = (event) => {
    if (event.key.toLowerCase() !== "b" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    brief.onclick();
  };
  document.addEventListener("keydown", key);

  const shown = root.querySelector(".clock");
  const tick = () => { shown.textContent = clock(since()); };
  let ticking;
  root.classList.remove("speaking");
  if (data.over) {
    draw(root, data, "over");
    tick();
    // Felt where a phone can be felt: once, at the moment it happens, not at a look back.
    if (before && !before.over) navigator.vibrate?.(60);
    if (!before?.over) later(0.05, () => document.querySelector(".click")?.scrollIntoView({ block: "end" }));
  } else {
    // Who wants no motion gets the words at once, so it may not go on ringing beside them.
    const ring = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : data.ring;
    draw(root, data, ring > 0 ? "ringing" : "live");
    if (ring > 0) {
      shown.textContent = "";
      later(ring, () => { draw(root, data, "live"); tick(); });
    } else tick();
    ticking = setInterval(() => { if (root.dataset.state === "live") tick(); }, 250);
    if (data.speaking) {
      later(data.speaking[0], () => root.classList.add("speaking"));
      later(data.speaking[1], () => root.classList.remove("speaking"));
    }
    if (data.check != null) later(data.check, () => poke("over"));
    // The box takes the keys as soon as the room is entered, but never opens a phone's keyboard by itself.
    if (!before && matchMedia("(pointer: fine)").matches) {
      later(0.3, () => document.querySelector('[data-testid="stChatInputTextArea"]')?.focus());
    }
  }

  // A second tab of this browser hears at once when something was said or the call ended.
  const mark = `${data.turns}${data.over ? " over" : ""}`;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`holdtheline ${data.call}`) : null;
  if (channel) {
    channel.onmessage = (event) => { if (event.data !== mark) poke("said"); };
    if (before?.mark !== mark) channel.postMessage(mark);
  }
  // A tab that was hidden looks again when it is looked at.
  const seen = () => { if (!document.hidden && !data.over) poke("seen"); };
  document.addEventListener("visibilitychange", seen);
  const beating = data.over ? null : setInterval(() => pulse(data, poke), PULSE_MS);
  rooms.set(parentElement, { timers, ticking, beating, channel, seen, key, mark, over: data.over });
  return () => {
    leave(parentElement);
    delete document.documentElement.dataset.brief;
  };
}
