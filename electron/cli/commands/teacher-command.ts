import type { Command } from 'commander';
import { z } from 'zod';
import { TeacherOptions, type TeacherSummary } from '../../../shared/domain/teacher.ts';
import { withAbsolutePaths } from '../../engine/teachers/parse-spec.ts';
import { addTeacherOptions } from '../options/teacher-options.ts';
import { nameValues, table } from '../output/table.ts';
import { nothingChanged, type RunCommand } from '../session.ts';

const AddOptions = TeacherOptions.extend({ replace: z.boolean().default(false) });

/** `teacher add|remove|list`. */
export function addTeacherCommand(program: Command, run: RunCommand): void {
  const teacher = program
    .command('teacher')
    .description('name, list and remove the models whose scores decide')
    .addHelpText('after', '\nExample:\n  $ negscope teacher add scifact.negscope minilm bundled');
  addAdd(teacher, run);
  addRemove(teacher, run);
  addList(teacher, run);
}

function addAdd(teacher: Command, run: RunCommand): void {
  const add = teacher
    .command('add')
    .description('name a teacher; options override what its folder says')
    .argument('<WORKSPACE>', 'workspace folder')
    .argument('<NAME>', 'what to call it')
    .argument(
      '<SPEC>',
      'onnx:FOLDER, hub:OWNER/NAME[@REVISION], bundled, bm25, random:SEED, npy:DOCUMENTS.npy,QUERIES.npy, run:FILE, endpoint:BASE_URL#MODEL, or cross-encoder:FOLDER?from=NAME',
    );
  addTeacherOptions(add)
    .option('--replace', 'replace another teacher of this name')
    .addHelpText(
      'after',
      '\nExample:\n  $ negscope teacher add scifact.negscope e5 onnx:models/e5-small --query-prompt "query: " --document-prompt "passage: "',
    )
    .action((workspace: string, name: string, spec: string, raw: unknown) =>
      run(async (session) => {
        const { replace, ...options } = AddOptions.parse(raw);
        const path = session.absolute(workspace);
        const summary = await session.call(path, 'teacher.add', {
          workspace: path,
          name,
          spec: withAbsolutePaths(spec, session.absolute),
          options,
          replace,
        });
        return { json: summary, text: summaryText(summary) };
      }),
    );
}

function addRemove(teacher: Command, run: RunCommand): void {
  teacher
    .command('remove')
    .description('forget a teacher that no run uses')
    .argument('<WORKSPACE>', 'workspace folder')
    .argument('<NAME>', 'its name')
    .addHelpText('after', '\nExample:\n  $ negscope teacher remove scifact.negscope e5')
    .action((workspace: string, name: string) =>
      run(async (session) => {
        const path = session.absolute(workspace);
        await session.call(path, 'teacher.remove', { workspace: path, name });
        return { json: { removed: name }, text: `Removed teacher ${name}.` };
      }),
    );
}

function addList(teacher: Command, run: RunCommand): void {
  teacher
    .command('list')
    .description('the teachers of a workspace, and how much of each is encoded')
    .argument('<WORKSPACE>', 'workspace folder')
    .addHelpText('after', '\nExample:\n  $ negscope teacher list scifact.negscope')
    .action((workspace: string) =>
      run(async (session) => {
        const path = session.absolute(workspace);
        const { teachers } = await session.call(path, 'workspace.open', { workspace: path });
        const rows = teachers.map((one) => [
          one.name,
          one.kind,
          one.dimensions === undefined ? '–' : String(one.dimensions),
          one.similarity ?? '–',
          one.encoding === null ? '–' : `${one.encoding.documents.done} of ${one.encoding.documents.total}`,
          one.spec,
        ]);
        const titles = ['name', 'kind', 'dimensions', 'similarity', 'documents encoded', 'spec'];
        return {
          json: { teachers },
          text:
            rows.length === 0
              ? 'No teachers yet: negscope teacher add WORKSPACE NAME SPEC.'
              : table(
                  titles.map((title) => ({ title })),
                  rows,
                ),
        };
      }, nothingChanged),
    );
}

function summaryText(summary: TeacherSummary): string {
  return [
    nameValues([
      ['teacher', summary.name],
      ['kind', summary.kind],
      ['fingerprint', summary.fingerprint],
      ...(summary.dimensions === undefined ? [] : [['dimensions', String(summary.dimensions)] as const]),
      ...(summary.similarity === undefined ? [] : [['similarity', summary.similarity] as const]),
    ]),
    ...summary.notes,
  ].join('\n');
}
