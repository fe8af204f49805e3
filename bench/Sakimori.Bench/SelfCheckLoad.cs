namespace Sakimori.Bench;

/// <summary>One kind of request that is measured.</summary>
/// <param name="Name">The figure's name without <c>_per_s</c>.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Run">Sends requests of the kind for a while.</param>
internal sealed record Measure(string Name, string Unit, Func<TimeSpan, Task<LoadFigures>> Run);

/// <summary>The requests of the self-check's load and of its floors.</summary>
internal sealed class SelfCheckLoad
{
    private readonly string[] bodies;
    private readonly string[] lines;
    private readonly FormPage plainForm;
    private readonly byte[][] submissions;
    private readonly byte[][] inserts;
    private readonly Uri address;
    private readonly FloorProcess floor;
    private readonly List<string> results = [];
    private int rows;

    private SelfCheckLoad(SelfCheckWorld world, FloorProcess floor, FormPage plainForm, int seed)
    {
        World = world;
        this.floor = floor;
        this.plainForm = plainForm;
        address = new(world.Portal.Address);
        bodies = SelfCheckWorld.Bodies(seed);
        lines = SelfCheckWorld.Lines(seed);
        submissions = [.. bodies.Select(b => LoadConnection.Request("POST", address, "/api/v1/benchmark/checks", world.ApiHeaders, b))];
        inserts = [.. bodies.Select(b => LoadConnection.Request("POST", floor.Address, "/json-floor", "Content-Type: application/json\r\n", b))];
        Measures =
        [
            new("submit_json", "checks/s", t => Product.RunAsync(t, n => submissions[n % submissions.Length], 201, Kept)),
            new("json_floor", "rows/s", t => Plain.RunAsync(t, n => inserts[n % inserts.Length], 201, _ => Interlocked.Increment(ref rows))),
            new("submit_form", "checks/s", t => Product.RunAsync(t, Form, 302)),
            new("form_floor", "rows/s", t => Plain.RunAsync(t, PlainForm, 302, _ => Interlocked.Increment(ref rows))),
            new("result", "pages/s", t => Product.RunAsync(t, Page, 200)),
            new("page_floor", "pages/s", t => Plain.RunAsync(t, PlainPage, 200)),
        ];
    }

    /// <summary>Opens the floor's form and makes the load.</summary>
    public static async Task<SelfCheckLoad> MakeAsync(SelfCheckWorld world, FloorProcess floor, int seed)
        => new(world, floor, await FormPage.OpenAsync(new Uri(floor.Address, "/form-floor")), seed);

    /// <summary>Whose load it is.</summary>
    public SelfCheckWorld World { get; }

    /// <summary>What is measured, in the order in which it must run first: pages need what was submitted.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    private Load Product => new(address);

    private Load Plain => new(floor.Address);

    /// <summary>Result pages at a fixed rate.</summary>
    public Task<LoadFigures> PagesAtAsync(double rate, TimeSpan duration) => Product.RunAsync(duration, Page, 200, rate: rate);

    /// <summary>The lines by which other tools find the same requests; their bodies and headers are written into a folder.</summary>
    public async Task<IReadOnlyList<string>> UrlsAsync(string folder)
    {
        foreach (var measure in Measures)
            await measure.Run(TimeSpan.FromSeconds(1));
        var body = await FileAsync("check.json", bodies[0]);
        var form = await FileAsync("check.form", FormBody(0));
        var field = await FileAsync("floor.form", PlainFormBody(0));
        var nothing = await FileAsync("empty", "");
        var key = await FileAsync("key-headers", World.ApiHeaders.ReplaceLineEndings("\n"));
        var json = await FileAsync("json-headers", "Content-Type: application/json\n");
        var cookie = await FileAsync("browser-headers", World.Browser.Headers.ReplaceLineEndings("\n"));
        var formHeaders = await FileAsync("form-headers", World.Browser.FormHeaders.ReplaceLineEndings("\n"));
        var fieldHeaders = await FileAsync("floor-form-headers", plainForm.FormHeaders.ReplaceLineEndings("\n"));
        return
        [
            $"url submit_json POST {World.Portal.Address}/api/v1/benchmark/checks {body} {key}",
            $"url json_floor POST {floor.Address.GetLeftPart(UriPartial.Authority)}/json-floor {body} {json}",
            $"url submit_form POST {World.Portal.Address}/benchmark/results {form} {formHeaders}",
            $"url form_floor POST {floor.Address.GetLeftPart(UriPartial.Authority)}/form-floor {field} {fieldHeaders}",
            $"url result GET {World.Portal.Address}{results[0]} {nothing} {cookie}",
            $"url page_floor GET {floor.Address.GetLeftPart(UriPartial.Authority)}/page-floor/1",
        ];

        async Task<string> FileAsync(string name, string text)
        {
            var path = Path.Combine(folder, name);
            await File.WriteAllTextAsync(path, text);
            return path;
        }
    }

    private void Kept(LoadAnswer answer)
    {
        lock (results)
            results.Add(answer.Location!.Replace("/api/v1", "", StringComparison.Ordinal));
    }

    private ReadOnlyMemory<byte> Form(int n)
        => LoadConnection.Request("POST", address, "/benchmark/results", World.Browser.FormHeaders, FormBody(n));

    private ReadOnlyMemory<byte> PlainForm(int n)
        => LoadConnection.Request("POST", floor.Address, "/form-floor", plainForm.FormHeaders, PlainFormBody(n));

    // Without the token of a form sent twice: each request is a check of its own.
    private string FormBody(int n) => World.Browser.Body(("result", lines[n % lines.Length]));

    private string PlainFormBody(int n) => plainForm.Body(("field", lines[n % lines.Length]));

    // Neighbouring requests ask for results far apart, so that no cache of pages would help.
    private ReadOnlyMemory<byte> Page(int n)
        => LoadConnection.Request("GET", address, results[(int)(n * 7919L % results.Count)], World.Browser.Headers);

    private ReadOnlyMemory<byte> PlainPage(int n)
        => LoadConnection.Request("GET", floor.Address, $"/page-floor/{1 + (n * 7919L % rows)}", World.Browser.Headers);
}
