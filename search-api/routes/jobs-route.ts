import { QueueError, type Queue } from '../../workers/queue.js';
import { showJob } from '../../workers/show-job.js';
import { HttpError } from '../http-error.js';
import { readParameters } from '../read-parameters.js';
import { jobAnswer, jobsAnswer, jobsParameters } from '../schemas/job-answers.js';
import { noParameters } from '../schemas/parameters.js';
import type { Route } from './route.js';

/** Opens the queue when it is first asked for; the same one afterwards. */
export type OpenQueue = () => Promise<Queue>;

/** `/v1/jobs`: what the workers have done, do and will do. Read only: jobs are changed by `ipradar jobs`. */
export function jobsRoutes(openQueue: OpenQueue): Route[] {
  return [
    {
      path: '/v1/jobs',
      template: '/v1/jobs',
      get: {
        operationId: 'listJobs',
        summary: 'Jobs of the workers, newest first, and how many there are in each state',
        parameters: jobsParameters,
        hasTag: false,
        answers: { 200: { description: 'jobs', schema: jobsAnswer } },
        async handle(request, response) {
          const { state, kind: name, limit, offset } = readParameters(jobsParameters, request.query, true);
          const [counts, jobs] = await ask(openQueue, (queue) =>
            Promise.all([
              queue.counts(),
              queue.list({ ...(state.length > 0 ? { states: state } : {}), name, limit, offset }),
            ]),
          );
          response.setHeader('Cache-Control', 'no-store').json({ counts, jobs: jobs.map(showJob) });
        },
      },
    },
    {
      path: '/v1/jobs/:id',
      template: '/v1/jobs/{id}',
      get: {
        operationId: 'getJob',
        summary: 'One job with its children',
        parameters: noParameters,
        pathParameters: { id: { description: 'id of the job', example: 'pull-packages-0a1b2c3d4e5f60718293' } },
        hasTag: false,
        answers: { 200: { description: 'the job', schema: jobAnswer } },
        async handle(request, response) {
          readParameters(noParameters, request.query, true);
          const id = [request.params['id'] ?? ''].flat().join('/');
          const [job, children] = await ask(openQueue, (queue) => Promise.all([queue.show(id), queue.childrenOf(id)]));
          if (!job) throw new HttpError('job-not-found', `no job has the id \`${id}\``, '`/v1/jobs` lists them');
          response.setHeader('Cache-Control', 'no-store').json({
            ...showJob(job),
            children: children.map(showJob).map(({ id: child, state, reason }) => ({ id: child, state, reason })),
          });
        },
      },
    },
  ];
}

/** A queue that is away is 503, whatever the engine can do. */
async function ask<T>(openQueue: OpenQueue, question: (queue: Queue) => Promise<T>): Promise<T> {
  try {
    return await question(await openQueue());
  } catch (error) {
    if (error instanceof QueueError)
      throw new HttpError('queue-unavailable', 'the queue of the workers cannot be reached', 'try again in a moment', {
        'Retry-After': '2',
      });
    throw error;
  }
}
