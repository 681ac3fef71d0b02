// Finds robots in networks: a scan as it goes on, what was found with its evidence, and what did not answer and why.
import { h, Component } from '/app/dom.js';
import { DiscoveryData } from '/app/discovery-data.js';
import { FoundRobots } from '/app/found.js';
import { Icon } from '/app/icons.js';
import { Scan, Scans } from '/app/scan.js';
import { ScanForm } from '/app/scan-form.js';

export class DiscoveryPage extends Component {
  #data = new DiscoveryData(() => this.setState({}));

  componentDidMount() {
    this.heading?.focus({ preventScroll: true });
    this.#follow();
  }

  componentDidUpdate({ view }) {
    if (view.scan !== this.props.view.scan || view.outcome !== this.props.view.outcome) this.#follow();
  }

  componentWillUnmount() {
    this.#data.stop();
  }

  #follow() {
    this.#data.follow(this.props.view.scan, this.props.view.outcome);
  }

  /** Does something, and says so when it goes wrong. */
  #attempt = async (doing, what) => {
    try {
      return await doing();
    } catch (fault) {
      this.props.actions.tell({ tone: 'failed', text: `${what}: ${fault.message}`, kind: 'trouble' });
      return null;
    }
  };

  #decide = async (found, doing) => {
    const { address, robot: { name, id } } = found;
    const done = await this.#attempt(async () => { await this.#data.decide(address, doing); return true; }, name ?? id);
    if (done && doing === 'ignore') {
      this.props.actions.tell({ tone: 'discovered', text: `${name ?? id} is ignored`, kind: 'saved', action: { label: 'Undo', run: () => this.#decide(found, 'unignore') } });
    }
  };

  render({ view, now, actions, fleet }) {
    const data = this.#data;
    const { networks, scans, scan, faults } = data;
    return h('article', { class: 'discovery', 'aria-labelledby': 'discovery-name', 'data-testid': 'discovery' },
      h('a', { class: 'back', href: actions.link({ place: null, scan: null, outcome: null }), 'data-testid': 'close', onClick: event => { event.preventDefault(); actions.show({ place: null, scan: null, outcome: null }); } }, h(Icon, { name: 'back' }), 'Fleet'),
      h('h2', { id: 'discovery-name', tabIndex: -1, ref: element => { this.heading = element; } }, 'Find robots'),
      faults.networks && h('p', { class: 'fault', role: 'alert', 'data-testid': 'discovery-away' }, `Discovery: ${faults.networks.message}`),
      networks && h(ScanForm, { networks, begin: body => data.begin(body), begun: begun => actions.show({ scan: String(begun.id), outcome: null }) }),
      h('div', { class: 'discovery-columns' },
        h('div', { class: 'cards' },
          view.scan && h(Scan, { data, id: view.scan, outcome: view.outcome, now, actions, cancel: () => this.#attempt(() => data.cancel(scan.id), 'Not cancelled') }),
          h(FoundRobots, { robots: data.robots, fault: faults.robots, fleet, actions, decide: this.#decide })),
        h(Scans, { scans, fault: faults.scans, chosen: view.scan, now, actions })));
  }
}
