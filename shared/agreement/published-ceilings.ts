/** What others measured, to be read beside one's own numbers. */
export type Ceiling = { readonly what: string; readonly value: string; readonly source: string };

/** Published agreement of people with people and of judges with people on relevance. */
export const publishedCeilings: readonly Ceiling[] = [
  {
    what: 'people with people, relevance of web pages',
    value: 'κ 0.52',
    source: 'Cormack et al., after Thomas et al. 2024 (arXiv 2309.10621)',
  },
  { what: 'crowd workers with people', value: 'κ 0.24 to 0.52', source: 'after Thomas et al. 2024 (arXiv 2309.10621)' },
  {
    what: 'judge (Bing’s prompts) with people',
    value: 'κ 0.20 to 0.64; 0.50 to 0.72 over 42 paraphrases of one prompt',
    source: 'Thomas et al. 2024 (arXiv 2309.10621)',
  },
  {
    what: 'judge (UMBRELA, GPT-4o) with NIST, TREC DL 2019 to 2023',
    value: 'κ 0.42 to 0.50 binary, 0.31 to 0.36 on four grades',
    source: 'Upadhyay et al. 2024 (arXiv 2406.06519), table 2',
  },
  {
    what: 'judge (RLHN’s prompt) with three blind assessors, 670 pairs',
    value: 'κ 0.32 GPT-4o mini, 0.39 GPT-4o',
    source: 'RLHN, Thakur et al. 2025',
  },
  { what: '42 submissions to LLMJudge with people', value: 'κ about 0.06 to 0.29', source: 'Rahmani et al. 2024 (LLMJudge)' },
];
