// Searches the words of all posts, without a server: the index is in small scripts, one a group of first letters, and
// only those that a query needs are loaded. Everything found is written as text, never as markup.
"use strict";

const archive = { posts: window.archivePosts || [], groups: new Map() };
const GROUPS = 64;
const MOST_SHOWN = 200;
const NO_SPACES = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

// The same words as search.py makes: without case and accents; scripts without spaces as pairs of characters.
function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = [];
  for (const run of plain.match(/[\p{L}\p{N}]+/gu) || []) {
    let other = "";
    let unspaced = [];
    const flush = () => {
      if (other) words.push(other.slice(0, 40));
      if (unspaced.length === 1) words.push(unspaced[0]);
      for (let i = 0; i + 1 < unspaced.length; i++) words.push(unspaced[i] + unspaced[i + 1]);
      other = "";
      unspaced = [];
    };
    for (const character of run) {
      const is = NO_SPACES.test(character);
      if (is ? other : unspaced.length) flush();
      if (is) unspaced.push(character); else other += character;
    }
    flush();
  }
  return words;
}

function groupOf(word) {
  return word.codePointAt(0) % GROUPS;
}

window.archiveWords = (group, words) => archive.groups.set(group, words);

function load(group) {
  if (archive.groups.has(group)) return Promise.resolve();
  return new Promise((done) => {
    const script = document.createElement("script");
    script.src = `search/${group}.js`;
    script.onload = done;
    script.onerror = () => { archive.groups.set(group, {}); done(); };
    document.head.append(script);
  });
}

// Posts that hold the word, or one that begins with it.
function postsWith(word) {
  const found = new Set();
  for (const [known, posts] of Object.entries(archive.groups.get(groupOf(word)))) {
    if (known.startsWith(word)) for (const post of posts) found.add(post);
  }
  return found;
}

async function search(query) {
  const words = [...new Set(wordsOf(query))];
  await Promise.all([...new Set(words.map(groupOf))].map(load));
  const sets = words.map(postsWith).sort((a, b) => a.size - b.size);
  if (!sets.length) return [];
  const all = [...sets[0]].filter((post) => sets.every((set) => set.has(post)));
  const inTitle = (post) => words.filter((word) => wordsOf(archive.posts[post][1]).includes(word)).length;
  const rank = new Map(all.map((post) => [post, inTitle(post)]));
  return all.sort((a, b) => rank.get(b) - rank.get(a) || b - a);
}

function show(posts) {
  document.getElementById("said").textContent = posts.length
    ? `${posts.length} ${posts.length === 1 ? "post" : "posts"} found${posts.length > MOST_SHOWN ? `, the first ${MOST_SHOWN} shown` : ""}.`
    : "No post has all of these words.";
  document.getElementById("found").replaceChildren(...posts.slice(0, MOST_SHOWN).map((post) => {
    const [href, title, day, by] = archive.posts[post];
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = href;
    link.dir = "auto";
    link.textContent = title;
    if (day) {
      const time = document.createElement("time");
      time.dateTime = time.textContent = day;
      item.append(time, " ");
    }
    item.append(link);
    if (by) {
      const author = document.createElement("span");
      author.className = "by";
      author.textContent = by;
      item.append(" ", author);
    }
    return item;
  }));
}

const query = new URLSearchParams(location.search).get("q");
if (query) {
  document.getElementById("q").value = query;
  search(query).then(show);
}
