#!/usr/bin/env bash
# A web tier by the command: a VPC with a subnet and a security group, three servers, one of them stopped; built, listed and
# taken down again. For a local cloud, run "volcengine-fluent emulator" and set the variables that it prints.
set -euo pipefail

vpc=$(volcengine-fluent create vpc vpc --name shop --cidr 10.0.0.0/16 --wait --yes --query VpcId --output text)
subnet=$(volcengine-fluent create vpc subnet --vpc "$vpc" --name web --cidr 10.0.1.0/24 --zone cn-beijing-a \
  --wait --yes --query SubnetId --output text)
group=$(volcengine-fluent create vpc security-group --vpc "$vpc" --name web \
  --wait --yes --query SecurityGroupId --output text)

servers=$(volcengine-fluent create ecs instance --name web --type ecs.g1.large --zone cn-beijing-a \
  --image image-ybvz29l3da4ox5h0m9 --key-pair shop --NetworkInterfaces.1.SubnetId "$subnet" \
  --NetworkInterfaces.1.SecurityGroupIds.1 "$group" --Volumes.1.VolumeType ESSD_PL0 --Volumes.1.Size 40 \
  --Count 3 --yes --output text)
for server in $servers; do
  volcengine-fluent wait ecs instance "$server" running --query Status --output text
done

first=$(volcengine-fluent list ecs instances --status RUNNING --vpc "$vpc" | jq -r 'map(.InstanceId) | sort | first')
volcengine-fluent call ecs StopInstance --InstanceId "$first" --yes > stopped.json
volcengine-fluent wait ecs instance "$first" stopped --query Status --output text
volcengine-fluent list ecs instances --vpc "$vpc" | jq -r 'map(.Status) | sort | join(",")'

# What others stand on can't be deleted: parents come last.
for server in $servers; do
  volcengine-fluent delete ecs instance "$server" --wait --yes
done
volcengine-fluent delete vpc security-group "$group" --yes
volcengine-fluent delete vpc subnet "$subnet" --wait --yes
volcengine-fluent delete vpc vpc "$vpc" --wait --yes
volcengine-fluent list vpc vpcs
