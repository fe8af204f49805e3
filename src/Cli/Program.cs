using System.CommandLine;
using System.Globalization;
using Sakimori.Cli;
using Sakimori.Kernel;

// The command-line library's own words, too; nothing else of the product depends on the culture.
CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Messages.Language.Code());
return await Commands.Root().Parse(args).InvokeAsync();
