// Joins the parts: what arrives, what is asked for in the address, and what is drawn.
import { h, render } from '/app/dom.js';
import { ALL, addressOf, readAddress, writeAddress } from '/app/address.js';
import { Alarms } from '/app/alarms.js';
import { ServerClock, noticeSleep } from '/app/clock.js';
import { Connection } from '/app/connection.js';
import { EventLog } from '/app/events.js';
import { Fleet } from '/app/fleet.js';
import { listenToKeys } from '/app/keys.js';
import { Page } from '/app/page.js';
import { Past } from '/app/past.js';
import { instant } from '/app/past-bar.js';
import { Selection } from '/app/selection.js';
import { nextTheme, readTheme } from '/app/theme.js';
import { Toasts } from '/app/toasts.js';

const live = new Fleet();
const clock = new ServerClock();
const selection = new Selection();
const past = new Past(draw);
const toasts = new Toasts(draw);
const alarms = new Alarms(toasts, id => live.robots.get(id)?.name ?? id);
const events = new EventLog({ onChange: draw, onNews: news => alarms.hear(news) });
const root = document.getElementById('page');
/** There is room for the feed beside the robots: it is open unless somebody closed it. */
const roomy = matchMedia('(min-width: 1500px)');

let view = readAddress();
let theme = readTheme();
let connection = { state: 'connecting', mode: 'socket', retryAt: null };
/** When the newest frame was made, by the server's clock. */
let heardAt = null;
let question = null;
let drawing = false;
/** Where the fleet was scrolled to before a robot was opened. */
let scrolled = 0;

/** After so long a list has measured itself. */
const SETTLED_MS = 60;
/** Of the pages beside the fleet none is open. */
const NOWHERE = { place: null, scan: null, outcome: null };

const isFeedOpen = () => (view.feed ? view.feed === 'on' : roomy.matches && !view.robot);

const actions = {
  show(change) {
    if (change.robot && !view.robot) scrolled = scrollY;
    const left = 'robot' in change && !change.robot && view.robot;
    view = { ...view, ...change };
    writeAddress(view, change);
    past.show(view.at);
    if (change.robot) scrollTo(0, 0);
    draw(left ? () => backFrom(left) : undefined);
  },
  link: change => addressOf({ ...view, ...change }),
  /** A click on a robot opens it here; with a key held down the browser does what it always does. */
  follow(event, id) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0 || event.target.closest('button')) return;
    if (!event.target.closest('a') && String(getSelection())) return;
    event.preventDefault();
    actions.show({ robot: id, t: view.at, ...(innerWidth < 900 && { feed: null }) });
  },
  home(event) {
    event.preventDefault();
    actions.show({ ...ALL, ...NOWHERE, robot: null, at: null, t: null, range: null, kind: [] });
  },
  close: () => actions.show({ robot: null, t: null, range: null }),
  fold: site => actions.show({ fold: view.fold.includes(site) ? view.fold.filter(other => other !== site) : [...view.fold, site] }),
  togglePast: () => actions.show(view.at ? { at: null } : { ...NOWHERE, at: instant((clock.now() ?? Date.now()) - 60_000), robot: null, t: null }),
  toggleDiscovery: () => actions.show(view.place === 'discovery' && !view.robot ? NOWHERE : { ...NOWHERE, place: 'discovery', robot: null, at: null, t: null }),
  toggleFeed: () => actions.show({ feed: isFeedOpen() ? (roomy.matches ? 'off' : null) : 'on' }),
  toggleSound() {
    alarms.toggle();
    draw();
  },
  changeTheme() {
    theme = nextTheme(theme);
    draw();
  },
  ask(next) {
    question = next;
    draw();
  },
  tell: toast => toasts.add(toast),
  skip(event) {
    event.preventDefault();
    (document.querySelector('[data-robot-id] .name[tabindex="0"]') ?? document.getElementById('main')).focus();
  },
};

/** The fleet stands where it stood, and the robot that was open has the focus. */
function backFrom(id, frames = 20) {
  if (scrollY !== scrolled) scrollTo(0, scrolled);
  const link = document.querySelector(`[data-robot-id="${CSS.escape(id)}"] .name`);
  if (link) link.focus({ preventScroll: true });
  else if (frames > 0 && !view.robot) requestAnimationFrame(() => backFrom(id, frames - 1));
}

/** @param {Function} after what to do when it is drawn and measured */
function draw(after) {
  if (after) setTimeout(after, SETTLED_MS);
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const shown = selection.of(view.at ? past.fleet : live, view);
    render(h(Page, { live, past, events, toasts, view, theme, sound: alarms.sound, feed: isFeedOpen(), question, connection, heardAt, actions, shown, now: clock.now() }), root);
  });
}

const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const socket = new Connection(`${scheme}://${location.host}/ws`, {
  cursor: () => events.cursor,
  onOpen(mode) {
    clock.reset();
    live.forgetGaps();
    connection = { state: 'open', mode, retryAt: null };
    draw();
  },
  onFrame(frame) {
    clock.heard(frame.as_of);
    heardAt = Date.parse(frame.as_of);
    if (frame.op === 'event') events.pushed(frame);
    else if (frame.op === 'gap' && frame.reason === 'events_left_out') events.gap(frame);
    else if (live.take(frame)) draw();
    if (frame.op === 'ping') events.reached(frame.event_cursor);
    if (frame.op === 'snapshot' && frame.part === frame.parts) events.subscribed(frame.event_cursor);
  },
  onLost(retryAt) {
    connection = { state: 'lost', mode: connection.mode, retryAt };
    draw();
  },
});

window.addEventListener('popstate', () => {
  const wasRobot = view.robot;
  view = readAddress();
  past.show(view.at);
  question = null;
  draw(wasRobot && !view.robot ? () => backFrom(wasRobot) : undefined);
});
listenToKeys(actions, () => ({ view: { ...view, feed: isFeedOpen() && !roomy.matches ? 'on' : null }, isAsked: question !== null }));
roomy.addEventListener('change', () => draw());
setInterval(() => {
  if (noticeSleep()) socket.wake();
  draw();
}, 1000);
root.replaceChildren();
past.show(view.at);
socket.open();
draw();
