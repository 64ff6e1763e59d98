/** A teacher's SPEC without what must stay private: user, password and query of an endpoint's address. */
export function publicSpec(spec: string): string {
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
