namespace NextItem.WebApi.Forgetting;

/// <summary>A request and how far it has come.</summary>
internal sealed class RequestProgress(Request request)
{
    private volatile int _state = (int)RequestState.Suppressed;

    public Request Request { get; } = request;

    public RequestState State => (RequestState)_state;

    /// <summary>How often unlearning it failed since the process began.</summary>
    public int Failures { get; private set; }

    /// <summary>The version of the model that has forgotten it.</summary>
    public int? Version { get; private set; }

    public void Begin() => _state = (int)RequestState.Unlearning;

    /// <summary>Unless it is done: that it stays.</summary>
    public void Fail()
    {
        if (State == RequestState.Forgotten)
            return;
        Failures++;
        _state = (int)RequestState.Failed;
    }

    public void Finish(int version)
    {
        Version = version;
        _state = (int)RequestState.Forgotten;
    }
}
