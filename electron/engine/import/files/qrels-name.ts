/** Whether a file's path says that it holds labels: `qrels/train.tsv`, `qrels.txt`, `my-qrels.dev.gz`. */
export function isQrelsName(name: string): boolean {
  return /(^|[/._-])qrels?([/._-]|$)/iu.test(name);
}
