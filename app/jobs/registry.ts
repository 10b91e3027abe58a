import { parse } from 'node:path'
import type { JobClass } from '#jobs/job'

const jobs = new Map<string, JobClass>()

/** Lets workers run these jobs, and work on their queues. */
export function registerJobs(...classes: JobClass[]) {
  for (const job of classes) jobs.set(job.jobName, job)
}

/** The job with this name in Redis; earlier releases named jobs by the URL of their file. */
export function jobNamed(name: string): JobClass | undefined {
  return jobs.get(parse(name).name)
}

export function queueNames(): string[] {
  return [...new Set(['default', ...jobs.values().map(({ queue }) => queue)])]
}
