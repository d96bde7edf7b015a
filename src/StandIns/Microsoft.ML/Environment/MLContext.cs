using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where everything starts: the catalogs of what can be done, the log and the random numbers.</summary>
public sealed class MLContext : IHostEnvironment
{
    private readonly HostEnvironment _environment;

    /// <summary>A context.</summary>
    /// <param name="seed">With a seed, the same calls in the same order give the same results.</param>
    public MLContext(int? seed = null)
    {
        _environment = new HostEnvironment(seed, (source, message) =>
            Log?.Invoke(this, new LoggingEventArgs(message.Message, message.Kind, source)));
        Data = new DataOperationsCatalog(this);
        Transforms = new TransformsCatalog(this);
        Model = new ModelOperationsCatalog(this);
        BinaryClassification = new BinaryClassificationCatalog(this);
    }

    /// <summary>Raised for each log message.</summary>
    public event EventHandler<LoggingEventArgs>? Log;

    /// <summary>Loading data.</summary>
    public DataOperationsCatalog Data { get; }

    /// <summary>Transforming data.</summary>
    public TransformsCatalog Transforms { get; }

    /// <summary>Using trained models.</summary>
    public ModelOperationsCatalog Model { get; }

    /// <summary>Telling two classes apart.</summary>
    public BinaryClassificationCatalog BinaryClassification { get; }

    /// <inheritdoc/>
    public ComponentCatalog ComponentCatalog => _environment.ComponentCatalog;

    /// <summary>Where temporary files go.</summary>
    public string TempFilePath { get; set; } = Path.GetTempPath();

    /// <summary>Whether to run on the CPU what cannot run on the GPU.</summary>
    public bool FallbackToCpu { get; set; }

    /// <summary>The GPU to run on, or null for the CPU.</summary>
    public int? GpuDeviceId { get; set; }

    string IExceptionContext.ContextDescription => _environment.ContextDescription;

    TException IExceptionContext.Process<TException>(TException ex) => _environment.Process(ex);

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => _environment.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => _environment.Start(name);

    IPipe<TMessage> IChannelProvider.StartPipe<TMessage>(string name) => _environment.StartPipe<TMessage>(name);

    IProgressChannel IProgressChannelProvider.StartProgressChannel(string name) => _environment.StartProgressChannel(name);
}
