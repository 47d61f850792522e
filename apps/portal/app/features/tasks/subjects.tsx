import { type ReactNode } from 'react';
import { bindingSections, bindingLine } from './binding-case.tsx';
import type { CaseSection } from './case-sections.tsx';
import { declarationLine, declarationSections } from './declaration-case.tsx';
import { entryLine, entrySections } from './entry-case.tsx';
import { quotaLine, quotaSections } from './quota-case.tsx';
import { registrationLine, registrationSections } from './registration-case.tsx';
import type { Subject } from './types.ts';

type Shown = {
  readonly title: string;
  /** Whose case it is. */
  readonly person: string;
  /** Who wants what, in one line. */
  readonly line: ReactNode;
  readonly sections: readonly CaseSection[];
};

/** What the workbench shows of a case, by what it is about. */
export function shownOf(subject: Subject): Shown {
  switch (subject.kind) {
    case 'declaration': {
      const { view } = subject;
      return {
        title: view.card.planName,
        person: view.data.applicant.name,
        line: declarationLine(view),
        sections: declarationSections(view),
      };
    }
    case 'libraryEntry': {
      const { view } = subject;
      return { title: view.label, person: view.ownerName, line: entryLine(view), sections: entrySections(view) };
    }
    case 'postQuota': {
      const { view } = subject;
      return { title: '职数申报', person: view.unitName, line: quotaLine(view), sections: quotaSections(view) };
    }
    case 'unitRegistration': {
      const { view } = subject;
      return {
        title: '单位注册',
        person: view.name,
        line: registrationLine(view),
        sections: registrationSections(view),
      };
    }
    case 'binding': {
      const { view } = subject;
      return { title: '个人注册', person: view.person.name, line: bindingLine(view), sections: bindingSections(view) };
    }
  }
}
