using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Floor;
using Sakimori.Kernel;
using Sakimori.Web;
using Sakimori.Web.Hosting;

// Sakimori.Floor ENGINE DATABASE: sqlite and a file, or postgres and a connection string. Prints its address.
await using var rows = await Rows.OpenAsync(args[0], args[1]);

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, 0);
});
builder.Services.AddRazorComponents();
builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
builder.Services.AddAntiforgery(options => options.FormFieldName = "_form");
builder.Services.AddHttpContextAccessor();
builder.Services.AddScoped(FloorPages.Context);
builder.Services.AddCascadingValue(services => services.GetRequiredService<PageContext>());
var app = builder.Build();
app.UseRouting();
app.UseAntiforgery();

app.MapPost("/json-floor", async (HttpContext http) =>
{
    using var body = new StreamReader(http.Request.Body);
    var id = await rows.AddAsync(await body.ReadToEndAsync());
    http.Response.Headers.Location = $"/page-floor/{id}";
    http.Response.StatusCode = StatusCodes.Status201Created;
}).DisableAntiforgery();

app.MapGet("/form-floor", () => Show.Page<FormView>());
app.MapPost("/form-floor", async (IFormCollection form)
    => Results.LocalRedirect($"/page-floor/{await rows.AddAsync(form["field"].ToString())}"));

app.MapGet("/page-floor/{id:long}", async (long id) => await rows.FindAsync(id) is { } text
    ? (IResult)Show.Page<PageView>(new { Text = text })
    : Results.NotFound());

await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await app.WaitForShutdownAsync();

internal static class FloorPages
{
    private static readonly NavigationEntry[] Navigation =
        [new(new("自己診断", "Self-check"), "/benchmark"), new(new("組織", "Organisations"), "/directory"), new(new("対応表", "References"), "/benchmark/mappings")];

    /// <summary>The context of the product's layout, made anew for each request as there.</summary>
    public static PageContext Context(IServiceProvider services)
    {
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext!;
        return new(http.Language(), http.Request.Path + http.Request.QueryString, null, Navigation, [])
        {
            Antiforgery = () =>
            {
                var tokens = services.GetRequiredService<Microsoft.AspNetCore.Antiforgery.IAntiforgery>().GetAndStoreTokens(http);
                return (tokens.FormFieldName, tokens.RequestToken!);
            },
        };
    }
}
