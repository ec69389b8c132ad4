import { call } from '@pipewright/client';
import type { OfferedPipeline } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';

const NONE: readonly OfferedPipeline[] = [];

/** The pipelines that can be taken into an app; none until they are known. */
export function useOffered(asked: boolean): readonly OfferedPipeline[] {
  return useQuery({ queryKey: ['pipelines'], queryFn: () => call('listPipelines', {}), enabled: asked }).data?.pipelines ?? NONE;
}
