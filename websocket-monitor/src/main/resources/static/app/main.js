// Joins the parts: what arrives, what is asked for in the address, and what is drawn.
import { h, render } from '/app/dom.js';
import { readAddress, writeAddress } from '/app/address.js';
import { ServerClock } from '/app/clock.js';
import { Connection } from '/app/connection.js';
import { Fleet } from '/app/fleet.js';
import { Page } from '/app/page.js';
import { Selection } from '/app/selection.js';
import { nextTheme, readTheme } from '/app/theme.js';

const fleet = new Fleet();
const clock = new ServerClock();
const selection = new Selection();
const root = document.getElementById('page');

let view = readAddress();
let theme = readTheme();
let connection = { state: 'connecting', retryAt: null };
/** When the newest frame was made, by the server's clock. */
let heardAt = null;
let drawing = false;

const actions = {
  show(change) {
    view = { ...view, ...change };
    writeAddress(view);
    draw();
  },
  open: id => actions.show({ robot: id }),
  close: () => actions.show({ robot: null }),
  changeTheme() {
    theme = nextTheme(theme);
    draw();
  },
};

function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    render(h(Page, { fleet, view, theme, connection, heardAt, actions, now: clock.now(), ids: selection.of(fleet, view) }), root);
  });
}

const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
new Connection(`${scheme}://${location.host}/ws`, {
  onOpen() {
    clock.reset();
    fleet.forgetGaps();
    connection = { state: 'open', retryAt: null };
    draw();
  },
  onFrame(frame) {
    clock.heard(frame.as_of);
    heardAt = Date.parse(frame.as_of);
    if (fleet.take(frame)) draw();
  },
  onLost(retryAt) {
    connection = { state: 'lost', retryAt };
    draw();
  },
}).open();

window.addEventListener('popstate', () => {
  view = readAddress();
  draw();
});
root.replaceChildren();
setInterval(draw, 1000);
draw();
