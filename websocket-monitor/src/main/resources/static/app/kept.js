// What this browser remembers for its operator. A browser that keeps nothing starts anew each time.

export function readKept(name, otherwise) {
  try {
    return localStorage.getItem(`heartbeat.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(`heartbeat.${name}`, value);
  } catch {
    // It is only good for this visit.
  }
}
