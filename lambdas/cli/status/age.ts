const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long before `now` something was (both ISO 8601), as people say it; the date where it is two months or more. */
export function ageOf(then: string, now: string): string {
  const age = Date.parse(now) - Date.parse(then);
  if (age < minute) return 'just now';
  if (age < hour) return `${Math.floor(age / minute)} min ago`;
  if (age < 2 * day) return `${Math.floor(age / hour)} h ago`;
  return age < 60 * day ? `${Math.floor(age / day)} d ago` : then.slice(0, 10);
}

/** `21 Nov 2026, 17:59`, in UTC. */
export function momentOf(iso: string): string {
  const date = new Date(iso);
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
    date.getUTCMonth()
  ];
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, ${iso.slice(11, 16)}`;
}
