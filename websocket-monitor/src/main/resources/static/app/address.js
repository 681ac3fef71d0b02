// What is shown is written in the address, so that it can be kept, shared and gone back to.

const LISTS = ['status', 'cause', 'type', 'site'];

/** Nothing is filtered. */
export const ALL = { q: '', status: [], cause: [], type: [], site: [], flapping: false };

export function readAddress(search = location.search) {
  const parameters = new URLSearchParams(search);
  const view = { q: parameters.get('q') ?? '', view: parameters.get('view') === 'tiles' ? 'tiles' : 'table' };
  view.flapping = parameters.get('flapping') === 'true';
  view.robot = parameters.get('robot');
  const sort = parameters.get('sort') ?? 'attention';
  view.reverse = sort.startsWith('-');
  view.sort = view.reverse ? sort.slice(1) : sort;
  for (const list of LISTS) view[list] = parameters.getAll(list);
  return view;
}

export function writeAddress(view) {
  const parameters = new URLSearchParams();
  if (view.view !== 'table') parameters.set('view', view.view);
  if (view.q) parameters.set('q', view.q);
  const sort = (view.reverse ? '-' : '') + view.sort;
  if (sort !== 'attention') parameters.set('sort', sort);
  for (const list of LISTS) view[list].forEach(value => parameters.append(list, value));
  if (view.flapping) parameters.set('flapping', 'true');
  if (view.robot) parameters.set('robot', view.robot);
  const search = parameters.toString();
  history.replaceState(null, '', search ? `?${search}` : location.pathname);
}
