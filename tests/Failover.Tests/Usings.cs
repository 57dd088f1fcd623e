// Each class runs a level of its own, and two levels at a time would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
