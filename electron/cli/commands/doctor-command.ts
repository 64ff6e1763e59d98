import type { Command } from 'commander';
import type { Output } from '../../../shared/ipc/contract.ts';
import { bytesText } from '../output/number-text.ts';
import { nameValues } from '../output/table.ts';
import type { RunCommand } from '../session.ts';

/** `doctor` */
export function addDoctorCommand(program: Command, run: RunCommand): void {
  program
    .command('doctor')
    .description('versions, devices found and chosen with the reason, memory, disk, what is missing')
    .addHelpText('after', '\nExample:\n  $ negscope doctor')
    .action(() =>
      run(async (session) => {
        const found = await session.call(null, 'engine.doctor', undefined);
        return { json: found, text: doctorText(found) };
      }),
    );
}

function doctorText(found: Output<'engine.doctor'>): string {
  const { memory, disk, chosen, missing } = found;
  return [
    nameValues([
      ['negscope', found.version],
      ['node', found.node],
      ...(found.electron === null ? [] : [['electron', found.electron] as const]),
      ['platform', found.platform],
      ['processor', `${found.cpus} cores, ${found.threads} threads used`],
      ['memory', `${bytesText(memory.free_bytes)} free of ${bytesText(memory.total_bytes)}`],
      ['disk', `${bytesText(disk.free_bytes)} free in ${disk.path}`],
      ...Object.entries(found.libraries),
    ]),
    nameValues(
      found.devices.map(({ name, available, reason }) => [
        name,
        `${available ? 'available' : 'not available'}: ${reason}`,
      ]),
    ),
    `Chosen: ${chosen.name} (${chosen.reason})`,
    missing.length === 0
      ? 'Nothing is missing.'
      : missing.map(({ what, command }) => `Missing: ${what}\n  $ ${command}`).join('\n'),
  ].join('\n\n');
}
