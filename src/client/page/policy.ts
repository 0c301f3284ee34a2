import { formatMessage } from '../../base/messages.ts';
import { notice } from '../../base/notice.ts';
import type { NoticeText } from '../../contract/result/result.ts';

/** Is true when a Content-Security-Policy lets a page fetch from its own origin alone. */
export function staysHome(policy: string): boolean {
  const directives = new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...sources]): [string, string[]] => [name.toLowerCase(), sources]),
  );
  const sources = directives.get('connect-src') ?? directives.get('default-src');
  return sources !== undefined && sources.every((each) => /^'(self|none)'$|^(data|blob):$/i.test(each));
}

let known: Promise<boolean> | undefined;

/** Is true when the page's policy keeps its workers from other origins. Looks at the page's meta elements, then tries. */
function isHeldByPolicy(): Promise<boolean> {
  known ??= find();
  return known;
}

async function find(): Promise<boolean> {
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]');
  if ([...metas].some(({ content }) => staysHome(content))) return true;
  // A policy in a header cannot be read; a `data:` fetch never touches the network, and a refusal names the policy.
  return new Promise((resolve) => {
    const refused = (event: SecurityPolicyViolationEvent) => {
      if (event.effectiveDirective === 'connect-src') resolve(staysHome(event.originalPolicy));
    };
    document.addEventListener('securitypolicyviolation', refused);
    void fetch('data:,')
      .catch(() => {})
      .then(() => setTimeout(resolve, 50, false))
      .finally(() => setTimeout(() => document.removeEventListener('securitypolicyviolation', refused), 50));
  });
}

/** Adds the notice `privacy.no-policy` to a result where the page's policy does not keep the data's workers at home. */
export async function withPolicyNotice<R extends { notices: NoticeText[] }>(result: R): Promise<R> {
  if (await isHeldByPolicy()) return result;
  const text = { ...notice('privacy.no-policy', {}), ...formatMessage('privacy.no-policy', {}, 'en') };
  return { ...result, notices: [...result.notices, text] };
}
