// What is shown is written in the address, so that it can be kept, shared and gone back to.

/** Filters with values to choose from. */
export const LISTS = ['status', 'cause', 'type', 'site', 'teleoperation', 'tag'];
const ALL_LISTS = [...LISTS, 'kind', 'fold'];
/** Values that stand in the address as they are; absent ones are null. */
const PLAIN = ['place', 'scan', 'outcome', 'robot', 'at', 'range', 't', 'feed'];
/** What changes while somebody types or drags makes no entry in the browser's history. */
const FLEETING = ['q', 't', 'fold'];

/** Nothing is filtered. */
export const ALL = { q: '', flapping: false, ...Object.fromEntries(LISTS.map(list => [list, []])) };

export function readAddress(search = location.search) {
  const parameters = new URLSearchParams(search);
  const view = {
    q: parameters.get('q') ?? '',
    view: parameters.get('view') === 'grid' ? 'grid' : 'table',
    group: parameters.get('group') === 'site' ? 'site' : null,
    flapping: parameters.get('flapping') === 'true',
  };
  const sort = parameters.get('sort') ?? 'attention';
  view.reverse = sort.startsWith('-');
  view.sort = view.reverse ? sort.slice(1) : sort;
  for (const name of PLAIN) view[name] = parameters.get(name);
  if (Number.isNaN(Date.parse(view.at ?? ''))) view.at = null;
  for (const list of ALL_LISTS) view[list] = parameters.getAll(list);
  return view;
}

/** The address of a view, for links. */
export function addressOf(view) {
  const parameters = new URLSearchParams();
  if (view.view !== 'table') parameters.set('view', view.view);
  if (view.group) parameters.set('group', view.group);
  if (view.q) parameters.set('q', view.q);
  const sort = (view.reverse ? '-' : '') + view.sort;
  if (sort !== 'attention') parameters.set('sort', sort);
  for (const list of ALL_LISTS) view[list].forEach(value => parameters.append(list, value));
  if (view.flapping) parameters.set('flapping', 'true');
  for (const name of PLAIN) if (view[name]) parameters.set(name, view[name]);
  const search = parameters.toString();
  return search ? `?${search}` : location.pathname;
}

/** Writes the view down; `change` says whether the browser's way back shall lead to the one before. */
export function writeAddress(view, change) {
  const address = addressOf(view);
  if (address === (location.search || location.pathname)) return;
  const fleeting = Object.keys(change).every(name => FLEETING.includes(name));
  history[fleeting ? 'replaceState' : 'pushState']({ scroll: 0 }, '', address);
}

/** How many filters are set. */
export const filtersOf = view => LISTS.reduce((sum, list) => sum + view[list].length, view.flapping ? 1 : 0);
