import { documentText } from '../../../../shared/text/document-text.ts';
import { normaliseText } from '../../../../shared/text/normalise-text.ts';
import type { BoundedAppender } from './bounded-appender.ts';
import { ContentHash } from './content-hash.ts';
import { digestOf, type Digest } from './digest.ts';
import { GrowingInt32 } from './growing-array.ts';
import { HashIndex } from './hash-index.ts';
import type { Merges } from './merges.ts';
import { Places } from './places.ts';
import type { Place, Refusals } from './refusals.ts';

/** A text as a source gives it; without an id one is made. */
export type IncomingDocument = { readonly id: string | null; readonly title: string; readonly text: string };

/** A document's normalised text and its text as given, by digest, and the first document with an equal text, or −1. */
type Found = { readonly normalised: Digest; readonly given: Digest; readonly first: number };

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
    const found = this.#find(document);
    if (found === null) return this.#refusals.add(place, 'the document has no text');
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
      this.#refuseOtherText(id, known, place);
    }
  }

  /**
   * A text that a row brings along: the document with its id, else the first with its text, else a new one.
   * Index, or −1 when it was refused.
   */
  addMention(document: IncomingDocument, inCorpus: boolean, record: number | null, place: Place): number {
    const found = this.#find(document);
    if (found === null) {
      this.#refusals.add(place, 'a document has no text');
      return -1;
    }
    if (document.id === null && found.first >= 0) return found.first;
    const id = document.id ?? this.#newId();
    const idDigest = digestOf(id);
    const known = this.#ids.get(idDigest);
    if (known < 0) return this.#append({ ...document, id }, idDigest, found, inCorpus, record, place);
    if (this.#firsts.get(known) === found.first) return known;
    this.#refuseOtherText(id, known, place);
    return -1;
  }

  #find(document: IncomingDocument): Found | null {
    const given = documentText(document.title, document.text);
    const text = normaliseText(given);
    if (text === '') return null;
    const normalised = digestOf(text);
    return {
      normalised,
      given: text === given ? normalised : digestOf(given),
      first: this.#texts.get(normalised),
    };
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
    else this.#merges.add('duplicate-text', () => ({ id, into: this.#places.nameOf(first) }));
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
      if (this.withId(id) < 0) return id;
    }
  }

  #refuseOtherText(id: string, known: number, place: Place): void {
    this.#refusals.add(place, `document id "${id}" has another text than in ${this.#places.nameOf(known)}`);
  }
}
