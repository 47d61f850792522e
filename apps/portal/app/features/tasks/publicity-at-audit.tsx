import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { FactRows } from './field-rows.tsx';
import type { DeclarationCase } from './types.ts';

type Publicity = NonNullable<DeclarationCase['publicity']>;

const period = ({ from, until }: Publicity): string => (from && until ? `${from} 至 ${until}` : '还没有公示');

/** 单位公示 (R15): where it stands; the unit is led to where the rest of it is done. */
export function PublicityAtAudit({ publicity, editable }: { publicity: Publicity; editable: boolean }) {
  const { missing, mendAt } = publicity;
  return (
    <Section title="单位公示">
      {editable && missing && (
        <Note face="back" title="还不能审核通过">
          <p>
            {missing} <Link to={mendAt}>{publicity.from === null ? '新增公示' : '查看公示'}</Link>
          </p>
        </Note>
      )}
      <FactRows
        facts={[
          ['公示起止', period(publicity)],
          ['公示结果', publicity.result ?? '还没有填写'],
        ]}
      />
    </Section>
  );
}
