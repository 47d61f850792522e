import { assess, type Assessment, type DossierData, type Series, type Verdict } from '@zhicheng/series-kit';

const PHOTO: Verdict = {
  path: 'photo',
  state: 'open',
  label: '电子照片',
  detail: '请上传电子照片',
  mend: [{ section: 'photo' }],
  parts: [],
};

/**
 * The kit's evaluation plus what every declaration needs whatever its series: the photo for the certificate
 * (AH-19.19, AH-28.01). The one answer behind the readiness list, 开始检测 and submission.
 */
export function assessDeclaration(series: Series, data: DossierData): Assessment {
  const verdict = assess(series, data);
  if (data.applicant.photo) return verdict;
  const parts = [PHOTO, ...verdict.parts];
  return {
    ...verdict,
    state: verdict.state === 'unmet' ? 'unmet' : 'open',
    parts,
    ready: false,
    gaps: [PHOTO, ...verdict.gaps],
  };
}
