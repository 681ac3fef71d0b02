// The library that draws, from one place.
import { h, render, Component, Fragment } from '/webjars/preact/dist/preact.module.js';

export { h, render, Component, Fragment };

/** A component that is drawn again only when one of its properties is another one. */
export class Still extends Component {
  shouldComponentUpdate(next) {
    for (const name in next) {
      if (next[name] !== this.props[name]) return true;
    }
    return false;
  }
}
