import type { Command } from 'commander';
import { z } from 'zod';
import { countOf, countText } from '../../../shared/text/count-text.ts';
import { textOption } from '../options/options.ts';
import { durationText } from '../output/number-text.ts';
import type { RunCommand } from '../session.ts';

const Options = z.object({ teacher: z.string() });

/** `embed WORKSPACE --teacher NAME` */
export function addEmbedCommand(program: Command, run: RunCommand): void {
  program
    .command('embed')
    .description('encode what is not encoded yet; resumable')
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(textOption('--teacher <NAME>', 'which teacher').makeOptionMandatory())
    .addHelpText('after', '\nExample:\n  $ negscope embed scifact.negscope --teacher minilm')
    .action((workspace: string, raw: unknown) =>
      run(async (session) => {
        const { teacher } = Options.parse(raw);
        const path = session.absolute(workspace);
        const result = await session.call(path, 'teacher.embed', { workspace: path, teacher });
        const { encoded, state, device, device_reason: reason, seconds } = result;
        return {
          json: result,
          text:
            state === null
              ? `Teacher ${teacher} has no vectors of its own; there is nothing to encode.`
              : `Encoded ${countOf(encoded, 'text')} in ${durationText(seconds)} on ${device}${reason === undefined ? '' : ` (${reason})`}: ${countText(state.documents.done)} of ${countOf(state.documents.total, 'document')} and ${countText(state.queries.done)} of ${countOf(state.queries.total, 'query', 'queries')} are there.`,
        };
      }),
    );
}
