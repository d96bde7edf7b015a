namespace Microsoft.ML.Runtime;

/// <summary>Opens channels for messages.</summary>
public interface IChannelProvider : IExceptionContext
{
    /// <summary>Opens a channel for log messages.</summary>
    IChannel Start(string name);

    /// <summary>Opens a pipe for messages of any type.</summary>
    IPipe<TMessage> StartPipe<TMessage>(string name);
}

/// <summary>What a component needs of its surroundings: randomness, logging and progress.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    /// <summary>The components that can be found by name.</summary>
    ComponentCatalog ComponentCatalog { get; }

    /// <summary>Makes a host for a component.</summary>
    /// <param name="name">The name of the component.</param>
    /// <param name="seed">
    /// The seed of the host's random numbers; if null they depend on this environment's seed and on what was registered before.
    /// </param>
    /// <param name="verbose">Whether the component should say more; if null, as this environment.</param>
    IHost Register(string name, int? seed = null, bool? verbose = null);
}

/// <summary>The environment of one component.</summary>
public interface IHost : IHostEnvironment
{
    /// <summary>The component's own random numbers.</summary>
    Random Rand { get; }
}
