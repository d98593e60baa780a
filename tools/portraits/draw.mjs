// Draws every portrait of people.json in three moods, and the manifest that the app reads.
// Faces and hair: Open Peeps by Pablo Stanley (CC0 1.0), drawn offline by DiceBear.
// Collars, colours, framing and the choice of people: ours.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createAvatar } from "@dicebear/core";
import * as openPeeps from "@dicebear/open-peeps";
import { optimize } from "svgo";

const OUT = new URL("../../holdtheline/ui/assets/portraits/", import.meta.url);
const MOODS = ["neutral", "annoyed", "warm"];
const INK = "#221c16";

// Where one layer of an Open Peeps drawing ends and the next begins.
const LAYERS = {
  head: '<g transform="matrix(.99789 0 0 1 156 62)">',
  face: '<g transform="translate(315 248)">',
  beard: '<g transform="translate(279 400)">',
  mask: '<g transform="translate(179 343)">',
};

// Resting faces, which the style lacks: the features of its "smile" with another mouth.
const SMILE_MOUTH = /M146\.6 241.*?Zm24\.2-96\.6/;
const MOUTHS = {
  plain: "M137 229C150 232 170 231 186 226",
  wry: "M138 233C152 232 172 230 185 220",
};

/** A darker or lighter shade of a hex colour: factor under 1 darkens. */
function shade(hex, factor) {
  const part = (i) => Math.min(255, Math.round(parseInt(hex.slice(i, i + 2), 16) * factor));
  return "#" + [0, 2, 4].map((i) => part(i).toString(16).padStart(2, "0")).join("");
}

/** What is worn over the plain pullover of the original, in its coordinates. */
function neckwear(kind, clothes) {
  const line = `stroke="${INK}" stroke-width="10" stroke-linejoin="round" stroke-linecap="round"`;
  if (kind === "shirt") {
    return (
      `<path d="M244 590 L206 628 L292 744 L389 700 Z" fill="#f4efe4" ${line}/>` +
      `<path d="M521 592 L556 624 L482 746 L389 700 Z" fill="#f4efe4" ${line}/>`
    );
  }
  if (kind === "blazer") {
    const dark = shade(clothes, 0.78);
    return (
      `<path d="M247 594 C282 668 330 702 391 703 C452 702 496 668 519 596 L560 640 L420 920 L372 920 L196 640 Z" fill="#f4efe4"/>` +
      `<path d="M244 588 L172 632 L214 704 L182 728 L372 930 L330 760 Z" fill="${dark}" ${line}/>` +
      `<path d="M521 590 L588 634 L552 704 L584 728 L420 930 L452 760 Z" fill="${dark}" ${line}/>`
    );
  }
  return "";
}

/** One portrait as an SVG string: a person before a flat disc. */
function draw(person, face) {
  const svg = createAvatar(openPeeps, {
    seed: person.key,
    head: [person.head],
    face: [MOUTHS[face] ? "smile" : face],
    facialHair: person.beard ? [person.beard] : [],
    facialHairProbability: person.beard ? 100 : 0,
    accessories: person.accessory ? [person.accessory] : [],
    accessoriesProbability: person.accessory ? 100 : 0,
    maskProbability: 0,
    skinColor: [person.skin],
    clothingColor: [person.clothes],
    headContrastColor: [person.contrast],
  }).toString();
  const at = (layer) => svg.indexOf(LAYERS[layer]);
  const body = svg.slice(svg.indexOf('<g fill-rule="evenodd"'), at("head"));
  const head = svg.slice(at("head"), at("face"));
  let features = svg.slice(at("face"), at("beard"));
  if (MOUTHS[face]) {
    features = features.replace(SMILE_MOUTH, "M170.8 144.4");
    if (features.includes("146.6 241")) throw new Error("the smile's mouth is not where it was");
    const mouth = `<path d="${MOUTHS[face]}" stroke="${INK}" stroke-width="13" stroke-linecap="round"/>`;
    features = features.replace(/<\/g>$/, `${mouth}</g>`);
  }
  const beard = svg.slice(at("beard"), at("mask"));
  const rest = svg.slice(at("mask"), svg.lastIndexOf("</g>", svg.lastIndexOf("</svg>")));
  const tint = (part, colour) => part.replaceAll(/#000(?:000)?\b/g, colour).replaceAll('"black"', `"${colour}"`);
  const drawn =
    tint(body, INK) + neckwear(person.neck, person.clothes) + tint(head, `#${person.hair}`) +
    tint(features, INK) + tint(beard, `#${person.hair}`) + tint(rest, INK);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 704 704" width="440" height="440" fill="none">` +
    `<clipPath id="c"><circle cx="352" cy="352" r="352"/></clipPath><g clip-path="url(#c)">` +
    `<path fill="#${person.ground}" d="M0 0h704v704H0z"/>` +
    `<g transform="translate(16 48) scale(.9)">${drawn}</g></g></svg>`
  );
}

const people = JSON.parse(readFileSync(new URL("people.json", import.meta.url), "utf8"));
mkdirSync(OUT, { recursive: true });
const portraits = [];
for (const person of people) {
  const files = {};
  MOODS.forEach((mood, i) => {
    const name = `${person.key}-${mood}.svg`;
    const { data } = optimize(draw(person, person.faces[i]), {
      multipass: true,
      floatPrecision: 1,
      plugins: ["preset-default"],
    });
    writeFileSync(new URL(name, OUT), data + "\n");
    files[mood] = name;
  });
  portraits.push({
    key: person.key,
    description: `${person.gender === "woman" ? "Woman" : "Man"} of about ${person.age}, ${person.look}`,
    age: person.age,
    gender: person.gender,
    moods: files,
    licence: "CC0-1.0",
  });
}
const manifest = { style: "Open Peeps by Pablo Stanley, CC0 1.0", moods: MOODS, portraits };
writeFileSync(new URL("manifest.json", OUT), JSON.stringify(manifest, null, 2) + "\n");
console.log(`${portraits.length} people, ${portraits.length * MOODS.length} portraits`);
