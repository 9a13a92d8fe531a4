/** The part of the contract that plans maintenance, and takes plans and members from files. */
import type { components, paths } from './schema';
import type { Told } from './told';

type Schemas = components['schemas'];

export type PlanState = Schemas['MaintenancePlanState'];
/** From what the next time is counted: the plan's own dates, or the day it was last done. */
export type PlanBasis = Schemas['MaintenanceBasis'];
/** What is looked after: an asset, or a site as a whole; neither where one may not see it. */
export type PlanTarget = Told<Schemas['MaintenanceTarget']>;
export type PlannedJob = Told<Schemas['PlannedJob']>;
export type PlanWindow = Told<Schemas['MaintenanceWindow']>;
export type MaintenancePlan = Told<Schemas['MaintenancePlan']>;
export type NewMaintenancePlan = Schemas['NewMaintenancePlan'];
/** Why something that was due has no job. */
export type LeftOutWhy = Schemas['MaintenanceLeftOutWhy'];
export type PlanQuery = NonNullable<
	paths['/api/v1/maintenance-plans']['get']['parameters']['query']
>;
export type DueState = Schemas['MaintenanceStanding'];
/** One time that something is due on one target. */
export type Due = Told<Schemas['MaintenanceForecastItem']>;
export type Forecast = Told<Schemas['MaintenanceForecast']>;
export type ForecastQuery = NonNullable<
	paths['/api/v1/maintenance-plans/forecast']['get']['parameters']['query']
>;
export type Generated = Told<Schemas['MaintenanceGeneration']>;
/** How a job tells of the plan it came from. */
export type JobMaintenance = Told<Schemas['JobMaintenance']>;

export type PlanningFormat = Schemas['PlanningFormat'];
export type NewPlanningImport = Schemas['NewPlan'];
export type PlanningReport = Told<Schemas['PlanningReport']>;
