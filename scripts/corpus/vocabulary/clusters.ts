import type { Cluster } from './cluster.js';
import { coreInformation, integratedCircuits, internetOfThings, newDisplays } from './electronics.js';
import { automobiles, engineeringMachinery, highEndEquipment, marine, newPower } from './machines.js';
import { biomedicine, environment, frontierMaterials, textiles } from './materials.js';

/** The 13 advanced manufacturing clusters of Jiangsu. */
export const clusters: readonly Cluster[] = [
  newPower,
  engineeringMachinery,
  internetOfThings,
  textiles,
  frontierMaterials,
  biomedicine,
  integratedCircuits,
  marine,
  highEndEquipment,
  environment,
  coreInformation,
  automobiles,
  newDisplays,
];
