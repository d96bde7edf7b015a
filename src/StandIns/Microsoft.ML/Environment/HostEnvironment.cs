namespace Microsoft.ML.Runtime;

// The root environment of a context and the host of each component. Messages go up to the context.
internal sealed class HostEnvironment : IHost
{
    private readonly Lock _registration = new();
    private readonly Action<string, ChannelMessage> _log;
    private readonly HostEnvironment? _parent;
    private readonly string? _fullName;

    public HostEnvironment(int? seed, Action<string, ChannelMessage> log)
    {
        Rand = seed is { } value ? new Random(value) : new Random();
        _log = log;
        ComponentCatalog = new ComponentCatalog();
    }

    private HostEnvironment(HostEnvironment parent, string name, Random rand)
    {
        Rand = rand;
        _log = parent._log;
        _parent = parent;
        // A host is named after the one above its parent; odd, but it is what users of ML.NET see in their logs.
        _fullName = Qualify(parent._parent?._fullName, name);
        ComponentCatalog = parent.ComponentCatalog;
    }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public string ContextDescription => _fullName ?? "HostEnvironment";

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        lock (_registration)
            return new HostEnvironment(this, name, new Random(seed ?? Rand.Next()));
    }

    public IChannel Start(string name) => new Channel(this, Qualify(_fullName, name), _log);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>(this, Qualify(_fullName, name), null);

    public IProgressChannel StartProgressChannel(string name)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        return new ProgressChannel(isRoot: true);
    }

    public TException Process<TException>(TException ex)
        where TException : Exception
        => ex;

    private static string Qualify(string? parent, string name) => parent is null ? name : $"{parent}; {name}";
}
