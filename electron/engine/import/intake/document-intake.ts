import { documentText } from '../../../../shared/text/document-text.ts';
import { normaliseText } from '../../../../shared/text/normalise-text.ts';
import type { Read } from '../formats/cell-values.ts';
import type { NamedDocument } from '../formats/example.ts';
import type { BoundedAppender } from './bounded-appender.ts';
import { ContentHash } from './content-hash.ts';
import { digestOf, isSameDigest, type Digest } from './digest.ts';
import { GrowingInt32 } from '../../../../shared/growing-int32.ts';
import { HashIndex } from './hash-index.ts';
import type { Merges } from './merges.ts';
import { Places } from './places.ts';
import { placeName, type Place, type Refusals } from './refusals.ts';

/** A text as a source gives it; without an id one is made. */
export type IncomingDocument = { readonly id: string | null; readonly title: string; readonly text: string };

/** A document's normalised text and its text as given, by digest. */
type TextDigests = { readonly normalised: Digest; readonly given: Digest };

/** With the first document that has an equal text, or −1. */
type Found = TextDigests & { readonly first: number };

/** A document that a row names and that can be taken: one by its id alone is known, or is named with its text in the same row. */
export type DocumentMention =
  | {
      readonly kind: 'text';
      readonly document: IncomingDocument;
      readonly digests: TextDigests;
      readonly idDigest: Digest | null;
    }
  | { readonly kind: 'id'; readonly id: string };

/** Takes documents in, in order: numbers them, recognises repeated ids and equal texts, writes them to the table `documents`. */
export class DocumentIntake {
  readonly hash = new ContentHash();
  readonly #ids = new HashIndex();
  readonly #texts = new HashIndex();
  readonly #firsts = new GrowingInt32();
  readonly #places = new Places();
  readonly #appender: BoundedAppender;
  readonly #refusals: Refusals;
  readonly #merges: Merges;
  /** Ids that the row at hand gives its documents: none is made like them. */
  #claimed: ReadonlyMap<string, Digest> = new Map();
  #made = 0;

  constructor(appender: BoundedAppender, refusals: Refusals, merges: Merges) {
    this.#appender = appender;
    this.#refusals = refusals;
    this.#merges = merges;
  }

  get count(): number {
    return this.#firsts.length;
  }

  /** Index of the document with an id, or −1. */
  withId(id: string): number {
    return this.#ids.get(digestOf(id));
  }

  /** Lowest index of the documents with a normalised text's digest, or −1. */
  withText(digest: Digest): number {
    return this.#texts.get(digest);
  }

  /** A record of the corpus: a second one with its id is a duplicate (same text) or refused (another text). */
  addRecord(document: IncomingDocument, record: number, place: Place): void {
    const digests = digestsOf(document);
    if (digests === null) return this.#refusals.add(place, 'the document has no text');
    const found = { ...digests, first: this.withText(digests.normalised) };
    const id = document.id ?? this.#newId();
    const idDigest = digestOf(id);
    const known = this.#ids.get(idDigest);
    if (known < 0) {
      this.#append({ ...document, id }, idDigest, found, true, record, place);
      return;
    }
    if (this.#firsts.get(known) === found.first) {
      this.#merges.add('duplicate-id', () => ({ id, into: `${id} (${this.#places.nameOf(known)})` }));
    } else {
      this.#refusals.add(place, otherText(id, this.#places.nameOf(known)));
    }
  }

  /** The documents that a row names, or why not all of them can be taken: then nothing of the row may be. Takes nothing in. */
  readMentions(row: readonly NamedDocument[], place: Place): Read<readonly DocumentMention[]> {
    const claimed = new Map<string, Digest>();
    const mentions: DocumentMention[] = [];
    for (const document of row) {
      const { id } = document;
      if (document.text === null) {
        if (this.withId(document.id) < 0 && !claimed.has(document.id))
          return { problem: `unknown document id "${document.id}"` };
        mentions.push({ kind: 'id', id: document.id });
        continue;
      }
      const digests = digestsOf(document);
      if (digests === null) return { problem: 'a document has no text' };
      const idDigest = id === null ? null : digestOf(id);
      if (id !== null && idDigest !== null) {
        const own = claimed.get(id);
        const known = this.#ids.get(idDigest);
        if (own !== undefined && !isSameDigest(own, digests.normalised))
          return { problem: otherText(id, placeName(place)) };
        if (known >= 0 && this.#firsts.get(known) !== this.withText(digests.normalised))
          return { problem: otherText(id, this.#places.nameOf(known)) };
        if (known < 0) claimed.set(id, digests.normalised);
      }
      mentions.push({ kind: 'text', document, digests, idDigest });
    }
    this.#claimed = claimed;
    return { value: mentions };
  }

  /** Index of a document of the row that was read last: the one with its id, else the first with its text, else a new one. */
  addMention(mention: DocumentMention, inCorpus: boolean, record: number | null, place: Place): number {
    if (mention.kind === 'id') return this.withId(mention.id);
    const { document, digests } = mention;
    const first = this.withText(digests.normalised);
    if (document.id === null && first >= 0) return first;
    const id = document.id ?? this.#newId();
    const idDigest = mention.idDigest ?? digestOf(id);
    const known = this.#ids.get(idDigest);
    if (known >= 0) return known;
    return this.#append({ ...document, id }, idDigest, { ...digests, first }, inCorpus, record, place);
  }

  #append(
    document: IncomingDocument & { readonly id: string },
    idDigest: Digest,
    found: Found,
    inCorpus: boolean,
    record: number | null,
    place: Place,
  ): number {
    const index = this.count;
    const { id } = document;
    const first = found.first >= 0 ? found.first : index;
    this.#ids.add(idDigest, index);
    if (first === index) this.#texts.add(found.normalised, index);
    else {
      const of = { table: 'documents' as const, index: first };
      this.#merges.add('duplicate-text', () => ({ id, into: this.#places.nameOf(first), of }));
    }
    this.#firsts.push(first);
    this.#places.push(place);
    const { appender } = this.#appender;
    appender.appendInteger(index);
    appender.appendVarchar(id);
    appender.appendVarchar(document.title);
    appender.appendVarchar(document.text);
    appender.appendInteger(first);
    appender.appendBoolean(inCorpus);
    if (record === null) appender.appendNull();
    else appender.appendBigInt(BigInt(record));
    this.#appender.endRow(document.title.length + document.text.length);
    // By digest: the texts have been hashed already. The title's length tells where it ends.
    this.hash.text(id);
    this.hash.number(document.title.length);
    for (const word of found.given) this.hash.number(word);
    this.hash.number(inCorpus ? 1 : 0);
    return index;
  }

  /** `d0`, `d1`, … as far as no document has that id. */
  #newId(): string {
    for (;;) {
      const id = `d${this.#made++}`;
      if (this.withId(id) < 0 && !this.#claimed.has(id)) return id;
    }
  }
}

/** Null where there is no text. */
function digestsOf(document: IncomingDocument): TextDigests | null {
  const given = documentText(document.title, document.text);
  const text = normaliseText(given);
  if (text === '') return null;
  const normalised = digestOf(text);
  return { normalised, given: text === given ? normalised : digestOf(given) };
}

function otherText(id: string, where: string): string {
  return `document id "${id}" has another text than in ${where}`;
}
