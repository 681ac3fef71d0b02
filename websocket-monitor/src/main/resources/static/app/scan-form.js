// Asks for a scan.
import { h, Component } from '/app/dom.js';
import { Field, Trouble, described, valuesOf } from '/app/form.js';
import { number } from '/app/format.js';

export class ScanForm extends Component {
  state = { fault: null, isSaving: false };

  #begin = async event => {
    event.preventDefault();
    const values = valuesOf(event.target);
    this.setState({ isSaving: true, fault: null });
    try {
      const scan = await this.props.begin({ ...targetOf(values.cidr), adopt: values.adopt === 'on', reason: values.reason || undefined });
      this.setState({ isSaving: false });
      this.props.begun(scan);
    } catch (fault) {
      this.setState({ fault, isSaving: false });
    }
  };

  render({ networks: { networks, ports, limits, schedules, mdns } }, { fault, isSaving }) {
    if (networks.length === 0) return h('p', { class: 'nothing', 'data-testid': 'no-networks' }, 'No network is configured that may be scanned.');
    const faults = fault?.faults ?? [];
    return h('form', { class: 'scan-form card', onSubmit: this.#begin, noValidate: true },
      h('div', { class: 'scan-fields' },
        h(Field, { name: 'cidr', label: 'Network or address', faults },
          h('input', { ...described('cidr'), list: 'networks', defaultValue: networks[0], autocomplete: 'off', spellcheck: false, autocapitalize: 'off' }),
          h('datalist', { id: 'networks' }, networks.map(network => h('option', { key: network, value: network })))),
        h(Field, { name: 'reason', label: 'Why (may be left empty)', faults }, h('input', { ...described('reason'), autocomplete: 'off', dir: 'auto' })),
        h('label', { class: 'tick-box' }, h('input', { type: 'checkbox', name: 'adopt', 'data-testid': 'adopt-all' }), 'Adopt what is found'),
        h('button', { type: 'submit', class: 'button primary', disabled: isSaving, 'data-testid': 'begin-scan' }, 'Scan')),
      faults.length === 0 && h(Trouble, { fault }),
      h('p', { class: 'faint' }, `Only ${networks.join(', ')} may be asked, on port ${ports.join(', ')}, at most ${number(limits.max_addresses)} addresses at once.`,
        schedules.map(({ name, cidr, every_s: every }) => ` Every ${number(Math.round(every / 60))} min: ${name} (${cidr}).`), mdns && ' Robots that announce themselves are asked as well.'));
  }
}

/** One address is a list of one; the service says what is wrong with anything else. */
const targetOf = text => (text.includes('/') ? { cidr: text } : { addresses: text.split(/[\s,]+/).filter(Boolean) });
