using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace MLNetUnlearn.BrowserTests.WebApi;

/// <summary>The web example with a small shop, on a port of this machine.</summary>
internal sealed class ShopSite : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("mlnet-unlearn-site-");

    public static ShopSite Start()
    {
        var site = new ShopSite();
        site.UseKestrel(0);
        site.StartServer();
        return site;
    }

    public string Address => ClientOptions.BaseAddress.AbsoluteUri;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _state.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Shop:State", _state.FullName);
        builder.UseSetting("Shop:Users", "300");
        builder.UseSetting("Shop:Epochs", "4");
        builder.UseSetting("Shop:ForgetDelay", "00:00:00.2");
        builder.UseSetting("Logging:LogLevel:Default", "Critical");
    }
}
