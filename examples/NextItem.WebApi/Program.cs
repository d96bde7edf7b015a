using MLNetUnlearn.Serving;
using NextItem.WebApi.Endpoints;
using NextItem.WebApi.Forgetting;
using NextItem.WebApi.Http;
using NextItem.WebApi.Shop;

// The page is beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddCommandLine(args, ShopOptions.Switches);

// The shop: made at the first start, gone on with afterwards.
var options = builder.Configuration.GetSection(ShopOptions.Section).Get<ShopOptions>() ?? new ShopOptions();
options.Check();
var folder = new StateFolder(options.State);
if (!folder.IsComplete)
    new FirstStart(options, folder).Run();
var book = new RequestBook(folder, options);

// The model that serves, and what makes it forget.
builder.Services.AddSequentialRecommender(serving =>
{
    serving.ModelFile = folder.Model(book.Version);
    serving.MaximumCount = Limits.Count;
});
builder.Services.AddSingleton(options).AddSingleton(folder).AddSingleton(_ => book)
    .AddSingleton(Titles.For(options)).AddSingleton<ShopLog>()
    .AddSingleton<Unlearner>().AddSingleton<ForgettingMeter>().AddHostedService<ForgettingWorker>();

builder.AddHttp();
builder.AddTelemetry();

var app = builder.Build();
Recovery.Run(folder, app.Services.GetRequiredService<ShopLog>(), book, app.Services.GetRequiredService<RecommendationService>());
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
