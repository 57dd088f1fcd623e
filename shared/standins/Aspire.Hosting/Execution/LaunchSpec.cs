namespace Aspire.Hosting.Execution;

/// <summary>All that is needed to start a process.</summary>
internal sealed record LaunchSpec(
    string Program,
    IReadOnlyList<string> Args,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What a person types to run it by hand.</summary>
    public override string ToString() => string.Join(
        ' ',
        Args.Prepend(Program)
            .Select(a => a.Contains(' ', StringComparison.Ordinal) ? $"'{a}'" : a));

    /// <summary>Asks everybody who has something to say, anew at each start.</summary>
    internal static async Task<LaunchSpec> CreateAsync(
        IResource resource,
        DistributedApplicationExecutionContext execution,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var caller = new ValueProviderContext { ExecutionContext = execution, Caller = resource };
        var args = await ArgsAsync(resource, execution, logger, caller, cancellationToken);
        var environment =
            await EnvironmentAsync(resource, execution, logger, caller, cancellationToken);
        if (resource is ProjectResource project)
        {
            var path = project.GetProjectMetadata().ProjectPath;
            var dll = BuiltProjects.FindDll(project) ?? throw new DistributedApplicationException(
                BuiltProjects.NotBuilt(project));
            return new(
                Executables.Dotnet, [dll, .. args], Path.GetDirectoryName(path)!, environment);
        }

        var executable = (ExecutableResource)resource;
        var program = Executables.Find(executable.Command, executable.WorkingDirectory)
            ?? throw new DistributedApplicationException(Preflight.Missing(executable));
        return new(program, args, executable.WorkingDirectory, environment);
    }

    private static async Task<List<string>> ArgsAsync(
        IResource resource,
        DistributedApplicationExecutionContext execution,
        ILogger logger,
        ValueProviderContext caller,
        CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken)
        {
            ExecutionContext = execution,
            Logger = logger,
        };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        var args = new List<string>();
        foreach (var arg in context.Args)
        {
            if (await ResolveAsync(arg, caller, cancellationToken) is { } text)
            {
                args.Add(text);
            }
        }

        return args;
    }

    private static async Task<Dictionary<string, string>> EnvironmentAsync(
        IResource resource,
        DistributedApplicationExecutionContext execution,
        ILogger logger,
        ValueProviderContext caller,
        CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution, resource, [], cancellationToken)
        {
            Logger = logger,
        };
        var callbacks = resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList();
        foreach (var callback in callbacks)
        {
            await callback.Callback(context);
        }

        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(value, caller, cancellationToken) is { } text)
            {
                environment[name] = text;
            }
        }

        return environment;
    }

    private static async ValueTask<string?> ResolveAsync(
        object? value,
        ValueProviderContext caller,
        CancellationToken cancellationToken) =>
        value switch
        {
            string text => text,
            IValueProvider provider => await provider.GetValueAsync(caller, cancellationToken),
            IResourceBuilder<IResource> { Resource: IValueProvider provider } =>
                await provider.GetValueAsync(caller, cancellationToken),
            _ => value?.ToString(),
        };
}
