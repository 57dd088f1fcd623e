// All use one shop, and one class kills its services.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
