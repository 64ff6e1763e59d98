import type { EncodingState, TeacherOptions, TeacherSummary } from '../../../shared/domain/teacher.ts';
import type { VectorTable } from '../search/vector-table.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Retriever } from './retriever.ts';

/** An opened teacher of one workspace. */
export type Teacher = {
  /** Fingerprint: of everything that changes a score (weights, prompts, pooling, limits, options; not the data). */
  readonly summary: Omit<TeacherSummary, 'name' | 'spec'>;
  readonly encoding: () => Promise<EncodingState>;
  /** Encodes what is not encoded yet; nothing to do for teachers without vectors of their own. */
  readonly embed: (task: Task) => Promise<Embedded>;
  /** Ready to retrieve; embeds first what is missing. */
  readonly retriever: (task: Task) => Promise<Retriever>;
  /** Its vectors of all documents, for teachers that have vectors; the caller closes the table. Embeds first what is missing. */
  readonly documentVectors?: (task: Task) => Promise<VectorTable>;
  /** Tokens of document texts as the teacher reads them, for teachers that count; not cut at the limit. */
  readonly documentLengths?: (texts: readonly string[]) => Promise<TextLengths>;
  readonly close: () => Promise<void>;
};

/** How many texts a call encoded, where (in a few words), and why there. */
export type Embedded = {
  readonly encoded: number;
  readonly device: string;
  readonly deviceReason?: string;
};

/** Token counts in the order of the texts (no further than a few times the limit), and how many tokens the teacher reads. */
export type TextLengths = { readonly tokens: readonly number[]; readonly limit: number };

export type TeacherRequest = {
  readonly workspace: Workspace;
  readonly surroundings: Surroundings;
  /** The SPEC without its kind: what follows the first colon, or ''. */
  readonly target: string;
  readonly options: TeacherOptions;
  /** Another teacher of the same workspace, for those that build on one. */
  readonly openOther: (name: string) => Promise<Teacher>;
  /** Where opening may take long (a download): when to stop and where to say how far it is. */
  readonly task?: Task;
};

/** One per kind of SPEC. Throws `AppError` when the SPEC cannot be used: `teacher add` fails then, and nothing is stored. */
export type OpenTeacher = (request: TeacherRequest) => Promise<Teacher>;
