import type { MadeBy } from '../teachers/made-by.ts';

/** A run's teacher, and what it builds on, without what must stay private. */
export function publicTeacher({ spec, from, ...rest }: MadeBy): MadeBy {
  return {
    ...rest,
    spec: spec === null ? null : publicSpec(spec),
    ...(from === undefined ? {} : { from: from && publicTeacher(from) }),
  };
}

/** A teacher's SPEC without what must stay private: user, password and query of an endpoint's address. */
function publicSpec(spec: string): string {
  if (!spec.startsWith('endpoint:')) return spec;
  const target = spec.slice('endpoint:'.length);
  const mark = target.lastIndexOf('#');
  const model = mark < 0 ? '' : target.slice(mark);
  try {
    const address = new URL(mark < 0 ? target : target.slice(0, mark));
    address.username = '';
    address.password = '';
    address.search = '';
    return `endpoint:${address.href}${model}`;
  } catch {
    return `endpoint:${model}`;
  }
}
