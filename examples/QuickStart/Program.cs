Console.WriteLine("MLNetUnlearn quick start");
