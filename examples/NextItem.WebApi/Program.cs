using MLNetUnlearn.Serving;
using NextItem.WebApi.Endpoints;
using NextItem.WebApi.Forgetting;
using NextItem.WebApi.Http;
using NextItem.WebApi.Shop;

const int Refused = 2;
try
{
    // The page is beside the program, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.AddCommandLine(args, ShopOptions.Switches);

    // The shop: made at the first start, gone on with afterwards.
    var options = builder.Configuration.GetSection(ShopOptions.Section).Get<ShopOptions>() ?? new ShopOptions();
    options.Check();
    var folder = StateFolder.Take(options.State);
    var origin = Origin.Of(options);
    if (folder.IsComplete)
        folder.ReadOrigin().Check(origin, options.State);
    else
        new FirstStart(options, folder).Run(origin);
    var book = new RequestBook(folder, options);

    // The model that serves, and what makes it forget.
    builder.Services.AddSequentialRecommender(serving =>
    {
        serving.ModelFile = folder.Model(book.Version);
        serving.MaximumCount = Limits.Count;
    });
    builder.Services.AddSingleton(options).AddSingleton(_ => folder).AddSingleton(_ => book)
        .AddSingleton(Titles.For(options)).AddSingleton<ShopLog>()
        .AddSingleton<Unlearner>().AddSingleton<ModelTurn>().AddSingleton<ForgettingMeter>().AddHostedService<ForgettingWorker>();

    builder.AddHttp();
    builder.AddTelemetry();

    var app = builder.Build();
    Recovery.Run(
        app.Services.GetRequiredService<StateFolder>(), app.Services.GetRequiredService<ShopLog>(),
        app.Services.GetRequiredService<RequestBook>(), app.Services.GetRequiredService<RecommendationService>());
    app.UseHttp();
    app.MapPrometheusScrapingEndpoint();
    app.MapPredict();
    app.MapSimilar();
    app.MapForget();
    app.MapStatus();
    app.MapUsers();
    if (options.AllowSwap)
        app.MapSwap();
    app.Run();
    return 0;
}
catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or FormatException or IOException
    or UnauthorizedAccessException or ModelRejectedException)
{
    // What whoever starts it can mend: settings, files, the port.
    await Console.Error.WriteLineAsync(problem.Message.ReplaceLineEndings(" "));
    return Refused;
}
