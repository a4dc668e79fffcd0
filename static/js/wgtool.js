/* Everything here is a courtesy: each page works without it.
   Drafts of long forms, no double sending, a word when the line breaks, focus on what is to be mended. */
(() => {
  "use strict";
  const DAYS = 14 * 864e5;
  const slip = document.getElementById("slip");
  const who = document.body.dataset.reader || "";
  const make = (tag, cls, text) => Object.assign(document.createElement(tag), { className: cls, textContent: text });

  /* A browser may forbid storage, or have none left: then there are no drafts, and nothing else changes. */
  const place = (key) => `wgtool:${who}:${key}`;
  const read = (key) => {
    try {
      return (JSON.parse(localStorage.getItem(place(key))) || []).filter((draft) => Date.now() - draft.at < DAYS);
    } catch { return []; }
  };
  const write = (key, drafts) => {
    try {
      if (drafts.length) localStorage.setItem(place(key), JSON.stringify(drafts.slice(0, 3)));
      else localStorage.removeItem(place(key));
    } catch { /* full or forbidden */ }
  };

  /* Words people write: never passwords, hidden fields, files, or what a browser fills in by itself. */
  const kept = (form) => [...form.elements].filter((field) => field.name && (field.matches("textarea")
    || /^(text|search|url)$/.test(field.type)) && !/password|one-time-code/.test(field.autocomplete));
  const nameOf = (field, all) => field.name + "#" + all.filter((other) => other.name === field.name).indexOf(field);
  const values = (form) => {
    const all = kept(form);
    /* what the server writes in capitals is the same in small letters */
    const said = (field) => field.autocapitalize === "characters" ? field.value.toUpperCase() : field.value;
    return Object.fromEntries(all.map((field) => [nameOf(field, all), said(field)]));
  };
  const put = (form, draft) => {
    const all = kept(form);
    for (const field of all) field.value = draft[nameOf(field, all)] ?? field.value;
  };
  const differs = (form, draft) => {
    const now = values(form);
    return Object.keys(draft).some((name) => name in now && draft[name].trim() && draft[name].trim() !== now[name].trim());
  };

  /* Offers the zone this device is set to, where another is chosen; only a press takes it. */
  const suggest = (select) => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (select.asked || select.value === zone || ![...select.options].some((one) => one.value === zone)) return;
    const button = make("button", "btn quiet", select.dataset.suggest.replace("…", zone.replaceAll("_", " ")));
    button.type = "button";
    button.addEventListener("click", () => { select.value = zone; button.remove(); select.focus(); });
    select.after(button);
    select.asked = true;
  };

  const watch = (form) => {
    if (form.keeping) return;
    form.keeping = true;
    const key = form.dataset.keep;
    const region = form.querySelector(".offer");
    const refused = form.querySelector(".errs, .clash, [aria-invalid=true]");
    let older = read(key).filter((draft) => differs(form, draft.text));
    let mine = null;
    let timer = 0;
    const save = () => {
      clearTimeout(timer);
      if (mine && !form.done) write(key, Object.values(mine.text).some((words) => words.trim()) ? [mine, ...older] : older);
    };
    const typed = () => {
      if (form.done) { older = []; form.done = false; }
      mine = { at: Date.now(), text: values(form) };
      clearTimeout(timer);
      timer = setTimeout(save, 400);
    };
    const offer = () => {
      region.replaceChildren();
      const draft = older[0];
      if (!draft) return;
      const at = new Date(draft.at);
      const far = at.toDateString() !== new Date().toDateString();
      const when = at.toLocaleString(document.documentElement.lang, { dateStyle: far ? "medium" : undefined, timeStyle: "short", hourCycle: "h23" });
      const box = make("div", "note hold", "");
      const row = make("div", "row", "");
      const choose = (label, kind, work) => {
        const button = make("button", "btn " + kind, label);
        button.type = "button";
        button.addEventListener("click", () => {
          older = older.filter((other) => other !== draft);
          work();
          offer();
          kept(form)[0]?.focus();
        });
        row.append(button);
      };
      choose(region.dataset.back, "", () => {
        const before = { at: Date.now(), text: values(form) };
        put(form, draft.text);
        mine = { at: Date.now(), text: values(form) };
        if (differs(form, before.text)) older.push(before);
        save();
      });
      choose(region.dataset.drop, "second", () => write(key, mine ? [mine, ...older] : older));
      box.append(make("p", "", region.dataset.offer.replace("{when}", when)), row);
      region.append(box);
    };
    if (refused) { mine = { at: Date.now(), text: values(form) }; save(); } else if (!older.length) write(key, []);
    form.addEventListener("input", typed);
    form.addEventListener("submit", save);
    addEventListener("pagehide", save);
    if (region) offer();
  };

  /* The server says which form it has confirmed: <i hidden data-kept="key"> in the slip. */
  const confirmed = () => document.querySelectorAll("[data-kept]").forEach((mark) => {
    const key = mark.dataset.kept;
    document.querySelectorAll("form[data-keep]").forEach((form) => { if (form.keeping && form.dataset.keep === key) form.done = true; });
    write(key, []);
    mark.remove();
  });
  const look = () => {
    confirmed();
    document.querySelectorAll("form[data-keep]").forEach(watch);
    document.querySelectorAll("select[data-suggest]").forEach(suggest);
  };

  /* Sending twice: the server does it once anyway; this only spares people the doubt. */
  const free = () => document.querySelectorAll("[data-sent]").forEach((button) => {
    button.disabled = false;
    delete button.dataset.sent;
  });
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.defaultPrevented || !button || event.target.method === "get") return;
    setTimeout(() => { button.dataset.sent = ""; button.disabled = true; });
    setTimeout(free, 15000);
  });
  addEventListener("pageshow", free);

  /* A passage that is selected in a text comes into the field that quotes it: <div data-quoted="id of the field">. */
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const text = document.querySelector("[data-quoted]");
    const field = text && document.getElementById(text.dataset.quoted);
    const words = chosen.toString().trim();
    if (!field || !words || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  /* A broken line or a broken server: say so where people look, in the page's language. */
  const tell = (words) => {
    const box = make("div", "slip late", "");
    box.append(make("p", "", words));
    slip?.replaceChildren(box);
  };
  document.addEventListener("htmx:error", () => tell(slip?.dataset.broke));
  document.addEventListener("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status >= 500) tell(slip?.dataset.failed);
  });
  document.addEventListener("htmx:after:swap", () => {
    look();
    const errs = document.querySelector(".errs");
    if (errs && !errs.seen) { errs.seen = true; errs.focus(); }
  });
  look();

  /* A deferred script runs when the style sheet is here. Asked for any earlier, htmx would take the narrow line
     from it, and the first paint of a first visit would come a fifth of a second later. */
  const htmx = document.createElement("script");
  htmx.src = document.currentScript.dataset.htmx;
  document.head.append(htmx);
})();
