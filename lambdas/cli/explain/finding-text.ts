import { type Finding, sentence } from '../../core/findings.ts';

/** A finding in words. What was refused was refused to the person: of the function it says nothing. */
export function findingText(finding: Finding): string {
  if (finding.code !== 'call-refused') return sentence(finding);
  const { operation, error, requestId } = finding;
  return `You may not read it: ${operation} was refused with ${error} (request ${requestId}). The function may be allowed to.`;
}
