// Days and periods. An article's date is as precise as it is known: 2024, 2024-03, 2024-03-14, 2024-03-14T09:30:00Z.

const kMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const pad = (number, length = 2) => String(number).padStart(length, '0');

export function dateText(published) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(published ?? '') ?? [];
  if (!year) return '';
  const name = month ? kMonths[month - 1] + ' ' : '';
  return (day ? Number(day) + ' ' : '') + name + Number(year);
}

// With the time of day, where it is known, as the article has it.
export function fullDateText(published) {
  const [, hour, zone] = /T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?/.exec(published ?? '') ?? [];
  return dateText(published) + (hour ? `, ${hour}${zone === 'Z' ? ' UTC' : zone ? ` UTC${zone}` : ''}` : '');
}

const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

// First and last day of "2024", "2024-03", "2024-03-14"; null when it is none.
export function daysOf(text) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!match) return null;
  const [, year, month, day] = match;
  return {from: `${year}-${month ?? '01'}-${day ?? '01'}`, to: `${year}-${month ?? '12'}-${day ?? pad(daysIn(Number(year), Number(month ?? 12)))}`};
}

// Of a date condition: "2024-03", "2024-01..2024-03-15", "2024..", "..2023"; null when it is something else, such as "last week".
export function spanOf(condition) {
  if (!condition) return null;
  const [first, last] = condition.includes('..') ? condition.split('..') : [condition, condition];
  const from = first ? daysOf(first) : {from: ''}, to = last ? daysOf(last) : {to: ''};
  return from && to ? {from: from.from, to: to.to} : null;
}

// As short as it can be said: whole years and months by their names.
export function conditionOf({from, to}) {
  const shortest = (day, end) => {
    for (const length of [4, 7]) if (daysOf(day.slice(0, length))?.[end] === day) return day.slice(0, length);
    return day;
  };
  let [first, last] = [from && shortest(from, 'from'), to && shortest(to, 'to')];
  if (first && last && first.length !== last.length) {
    // One precision for both ends reads best: 2024-01..2024-06, not 2024..2024-06.
    const length = Math.max(first.length, last.length);
    [first, last] = [from.slice(0, length), to.slice(0, length)];
  }
  return first === last ? first : `${first}..${last}`;
}

export function conditionText(condition) {
  const span = spanOf(condition);
  if (!span) return condition;
  const [first, last] = condition.includes('..') ? condition.split('..') : [condition, condition];
  if (!first) return `until ${dateText(last)}`;
  if (!last) return `since ${dateText(first)}`;
  return first === last ? dateText(first) : `${dateText(first)} to ${dateText(last)}`;
}

// The last day of a period that begins on `from`.
export function lastDayOf(from, unit) {
  if (unit === 'day') return from;
  if (unit === 'year') return daysOf(from.slice(0, 4)).to;
  if (unit === 'month') return daysOf(from.slice(0, 7)).to;
  const day = new Date(from + 'T00:00:00Z');
  day.setUTCDate(day.getUTCDate() + 6);
  return `${pad(day.getUTCFullYear(), 4)}-${pad(day.getUTCMonth() + 1)}-${pad(day.getUTCDate())}`;
}

export function periodText(from, unit) {
  if (unit === 'year') return String(Number(from.slice(0, 4)));
  if (unit === 'month') return dateText(from.slice(0, 7));
  return (unit === 'week' ? 'Week of ' : '') + dateText(from);
}
