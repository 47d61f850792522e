export * from './criteria.ts';
export * from './kind-sections.ts';
export * from './paper.ts';
export * from './personal-library.ts';
export * from './personal-sections.ts';
export * from './review-form.ts';
export * from './upload-sections.ts';
