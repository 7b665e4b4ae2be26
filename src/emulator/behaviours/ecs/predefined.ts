import type { Call } from '../../engine/call.js';
import type { Data } from '../../model/data.js';

/** The regions that DescribeRegions lists; calls to other regions work too. */
const regions = ['cn-beijing', 'cn-beijing2', 'cn-shanghai', 'cn-guangzhou', 'cn-hongkong', 'ap-southeast-1'];

export const predefinedRegions = (): readonly Data[] => regions.map((RegionId) => ({ RegionId }));

export const predefinedZones = ({ region }: Call): readonly Data[] =>
  ['a', 'b', 'c'].map((zone) => ({ ZoneId: `${region}-${zone}` }));

/** GiB of memory for each virtual processor, by instance family. */
const families: Readonly<Record<string, number>> = {
  'ecs.g1': 4,
  'ecs.c1': 2,
  'ecs.r1': 8,
  'ecs.g3i': 4,
  'ecs.c3i': 2,
  'ecs.r3i': 8,
};
/** Virtual processors, by instance size. */
const sizes: Readonly<Record<string, number>> = {
  large: 2,
  xlarge: 4,
  '2xlarge': 8,
  '4xlarge': 16,
  '8xlarge': 32,
};

/** Processors and memory (MiB) of an instance type, derived from its name. */
export function capacityOf(type: string): { readonly Cpus: number; readonly MemorySize: number } {
  const [, family = '', size = ''] = /^(.+)\.([^.]+)$/.exec(type) ?? [];
  const Cpus = sizes[size] ?? (Number(/^(\d+)xlarge$/.exec(size)?.[1] ?? 0) * 4 || 2);
  return { Cpus, MemorySize: Cpus * (families[family] ?? 4) * 1024 };
}

export const predefinedInstanceTypes = (): readonly Data[] =>
  Object.keys(families).flatMap((InstanceTypeFamily) =>
    Object.keys(sizes).map((size) => {
      const InstanceTypeId = `${InstanceTypeFamily}.${size}`;
      const { Cpus, MemorySize } = capacityOf(InstanceTypeId);
      return {
        InstanceTypeId,
        InstanceTypeFamily,
        Processor: { Cpus, Model: 'Local', BaseFrequency: 2.5, TurboFrequency: 3.2 },
        Memory: { Size: MemorySize },
        Network: { MaximumNetworkInterfaces: 4, MaximumPrivateIpv4AddressesPerNetworkInterface: 10 },
        Volume: { MaximumCount: 16, SupportedVolumeTypes: ['ESSD_PL0', 'ESSD_FlexPL'] },
      };
    }),
  );

const images: readonly (readonly [id: string, name: string, platform: string, version: string])[] = [
  ['image-ybvz29l3da4ox5h0m9', 'veLinux 2.0 64 bit', 'veLinux', '2.0'],
  ['image-ycgud4t4hxgso0e27bdl', 'Ubuntu 24.04 64 bit', 'Ubuntu', '24.04'],
  ['image-yd6mpl4dpzd9x8kz2a7q', 'CentOS 7.9 64 bit', 'CentOS', '7.9'],
];

export const predefinedImages = (): readonly Data[] =>
  images.map(([ImageId, ImageName, Platform, PlatformVersion]) => ({
    ImageId,
    ImageName,
    Platform,
    PlatformVersion,
    OsName: ImageName,
    OsType: 'Linux',
    Architecture: 'amd64',
    Visibility: 'public',
    Status: 'available',
    Size: 40,
    IsSupportCloudInit: true,
  }));
